"""What articles are about: topics found by clustering, labelled, and assigned to new articles without refitting.

Finding them (`analytics.topics.fit`) is a door of its own, as it alone needs scikit-learn.
"""

from analytics.topics.features import features
from analytics.topics.model import Topics

__all__ = ["Topics", "features"]
