"""What the product knows of Vietnamese and English text: one implementation for both engines, pure Python."""
