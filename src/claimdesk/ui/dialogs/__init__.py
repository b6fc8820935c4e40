"""The dialogs; each one stands alone and changes nothing by itself."""
