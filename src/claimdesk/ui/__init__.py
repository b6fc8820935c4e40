"""The desktop shell: everything that needs Qt."""
