"""How two sentences relate: what each of them says, read apart, and where they part."""
