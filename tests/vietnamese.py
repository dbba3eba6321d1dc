"""Vietnamese words with what is known of them."""

DICTIONARY_ORDER = (
    "3S Tech",
    "An Bình",
    "Ánh Dương",
    "Ăn Sạch",
    "Âm Vang",
    "Bách Việt",
    "Cà Mau Xanh",
    "Dừa Bến Tre",
    "Đá Quý",
    "Em Bé",
    "Ép Dầu",
    "Ếch Xanh",
    "Ô Tô Điện",
    "Ơi Mẹ",
    "Uy Tín",
    "Ưu Việt",
)
"""Names as a Vietnamese dictionary orders them, digits first."""
