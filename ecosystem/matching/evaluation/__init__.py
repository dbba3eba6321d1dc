"""How well a method would have told the future: real dated investments, never looked at past that day."""
