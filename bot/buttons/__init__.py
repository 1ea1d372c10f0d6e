"""What a tap on a button means: actions by whom they concern, and how callback data holds them.

Start at `action` and `callback_data`; the other files list the buttons.
"""
