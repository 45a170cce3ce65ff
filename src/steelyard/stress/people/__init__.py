"""People through stations with finite staff and room, event by event.

`simulate` is the verb; `difference` compares two networks under common random
numbers; `warm_up` helps with steady-state work.
"""
