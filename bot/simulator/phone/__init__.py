"""The phone page: a customer's chat application in the browser, for whoever tries the shop.

Owns static files without a build step and the few reads that only the page needs. Acts through the
shopper's REST alone; must not know the service, nor the Graph API.
"""
