"""How updates come in: stored before they are acknowledged, handled in the order of their chat, fairly between chats."""
