"""Who works beside the handlers: what comes due, what waits for somebody, what the owners must know."""
