"""/api/v1: what other systems read and do, with a bearer token, described by OpenAPI.

Each endpoint declares its own words and shapes; routes and document come from the same list.
"""
