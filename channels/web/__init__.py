"""The page: the talk in a browser, by forms alone (docs/how-to/web-page.md).

`channel.WEB` is what `start` runs. A request goes through `handlers`, which asks `sessions` whose
it is; `page` says what stands on the page then.
"""
