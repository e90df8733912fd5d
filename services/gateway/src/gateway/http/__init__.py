"""The HTTP face: routes, authentication, problems, the OpenAPI document."""
