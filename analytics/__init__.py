"""What is counted: articles become annotations, blocks and snapshots; selections become tables."""
