"""Who should meet whom on this installation: gathers profiles and deals, and keeps what was learnt from them."""
