"""Which addresses of the network belong to everybody: a bot that fetches links must not be a door to its own house."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

# The IANA special-purpose registries, with what Python's own tables leave out in some versions.
_RESERVED_4 = tuple(
    IPv4Network(block)
    for block in (
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24",
        "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24",
        "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
    )
)  # fmt: skip
# Only 2000::/3 is given out, and of that not these: protocol assignments (Teredo among them), documentation, 6to4.
_GLOBAL_6 = IPv6Network("2000::/3")
_RESERVED_6 = tuple(
    IPv6Network(block)
    for block in ("2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20")
)
_MAPPED = IPv6Network("::ffff:0:0/96")
_NAT64 = IPv6Network("64:ff9b::/96")


def is_public(address: str) -> bool:
    """Tells whether an address, as a socket has it, is one that anybody on the internet may reach.

    An IPv4 address within an IPv6 one (mapped, NAT64) is judged by itself; what is no address is not public.
    """
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(found, IPv6Address):
        if found not in _MAPPED and found not in _NAT64:
            return found in _GLOBAL_6 and not any(found in block for block in _RESERVED_6)
        found = IPv4Address(int(found) & 0xFFFFFFFF)
    return not any(found in block for block in _RESERVED_4)
