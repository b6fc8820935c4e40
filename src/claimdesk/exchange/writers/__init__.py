"""One small module per format: what may leave the house in, bytes of the format out.

Each offers ``write(outgoing, stream, tick)`` and is loaded when it is used (see ``formats``).
"""
