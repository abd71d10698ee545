"""The languages of the archipelago are told apart, and from English and the rest; sentences of our own."""

from __future__ import annotations

import pytest

from data.parse.language import language_of

TEXTS = [
    ("ms", "Perdana Menteri berkata kerajaan sedang meneliti cadangan itu dan keputusan akan dibuat dalam mesyuarat Kabinet minggu depan. Menteri Pertahanan memaklumkan bahawa tentera laut telah menghantar dua buah kapal ke perairan Sabah selepas menerima laporan pencerobohan."),
    ("ms", "KUALA LUMPUR: Polis menahan tiga lelaki kerana disyaki terlibat dalam kes penyeludupan senjata api di Johor Bahru, Khamis."),
    ("ms", "Beliau turut menegaskan bahawa Malaysia tidak akan berganjak daripada pendiriannya mengenai Laut China Selatan."),
    ("ms", "Seramai 120 anggota tentera akan menyertai latihan bersama Amerika Syarikat dan Jepun bermula Isnin depan."),
    ("ms", "Mahkamah Tinggi hari ini menolak permohonan bekas menteri itu untuk menangguhkan perbicaraan kes rasuahnya."),
    ("ms", "Wisma Putra memandang serius kejadian itu dan sudah memanggil duta besar berkenaan untuk memberi penjelasan. Syarikat itu dijangka mengumumkan pelan pelaburan bernilai RM2 bilion di Pulau Pinang pada suku ketiga tahun ini."),
    ("id", "Perdana Menteri Malaysia mengatakan pemerintahnya sedang mengkaji usulan itu dan keputusan akan diambil pekan depan."),
    ("id", "Jangan buang sisa sate semalam karena bisa diolah lagi. Sate semalam itu cukup dipanaskan sebentar."),
    ("id", "Panglima TNI dan Panglima Angkatan Tentera Malaysia bertemu di Kuala Lumpur, Kamis, untuk membahas patroli bersama."),
    ("id", "Kerajaan Arab Saudi menyatakan siap menjadi tuan rumah perundingan antara kedua negara, ujar juru bicaranya."),
    ("id", "Polisi menangkap tiga pria yang diduga menyelundupkan senjata api ke Papua, Kamis malam."),
    ("id", "Menlu Retno Bertemu Menlu Wang Yi di Jakarta"),
    ("id", "Prabowo Terima Dubes AS di Kertanegara"),
    ("jv", "Bupati ngendika yen dalan anyar iku wis rampung lan bakal dibukak kanggo wong akeh wulan ngarep."),
    ("jv", "Polisi nyekel wong telu sing nyolong motor ing pasar nalika esuk mau, kandhane Kapolsek marang wartawan."),
    ("jv", "Pamarentah ora bakal ngundhakake rega lenga amarga kahanan saiki isih abot kanggo rakyat cilik."),
    ("su", "Gubernur nyarios yén jalan anu anyar téh geus anggeus jeung bakal dibuka pikeun umum bulan hareup."),
    ("su", "Warga di dieu teu bisa kaluar ti imah alatan caahna can surut kénéh, saur Kapala Désa ka wartawan."),
    ("su", "Pulisi geus néwak tilu jalma anu maling motor di pasar isuk-isuk tadi."),
    ("en", "The defence minister said the navy had sent two ships to the waters off Sabah after reports of an incursion."),
    ("en", "Indonesia, Malaysia agree to step up patrols"),
    ("en", "Prabowo meets Anwar in Putrajaya to discuss Ambalat"),
    ("other", "De minister van Defensie zei dat de marine twee schepen naar de wateren bij Natuna heeft gestuurd."),
    ("other", "Sinabi ng kalihim na nagpadala ang hukbong dagat ng dalawang barko sa West Philippine Sea."),
    ("other", "Le ministre de la Défense a déclaré que la marine avait envoyé deux navires au large de Natuna."),
    ("other", "国防部长表示，海军已向纳土纳海域派出两艘舰艇。"),
    ("other", "Bộ trưởng Quốc phòng cho biết hải quân đã cử hai tàu đến vùng biển này."),
    ("other", "El ministro de Defensa dijo que la marina envió dos buques a las aguas cercanas a Natuna."),
    ("other", "Il ministro della Difesa ha detto che la marina ha inviato due navi nelle acque di Natuna."),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text"), TEXTS)
def test_a_text_is_in_its_language(language: str, text: str) -> None:
    assert language_of("", text) == language


@pytest.mark.parametrize("word", ["ialah", "polis", "tentera", "hospital", "peguam"])
def test_one_word_does_not_make_a_text_malay(word: str) -> None:
    assert language_of("", f"Rombongan itu tiba pagi ini dan disambut hangat, {word}, lalu menuju penginapan.") == "id"


@pytest.mark.parametrize("headline", [
    "Prabowo Terima Dubes AS di Kertanegara", "Hasil Leeds Vs Everton 2-1: Gol Telat Bawa The Whites Menang",
    "Drama 'When the Tide Turns' Tayang Pekan Depan, Ini Jadwalnya", "Wayne Smith Sebut Jose Garcia Tak Adil soal Kasus Rossi",
])  # fmt: skip
def test_an_indonesian_headline_full_of_foreign_names(headline: str) -> None:
    assert language_of(headline, "") == "id"


@pytest.mark.parametrize(
    "headline", ["Indonesia, Malaysia agree to step up patrols", "Prabowo meets Anwar in Putrajaya to discuss Ambalat"]
)
def test_an_english_headline_full_of_malay_names(headline: str) -> None:
    assert language_of(headline, "") == "en"
