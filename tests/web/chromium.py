"""Debian's chromium before the page, driven by Playwright."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.async_api import BrowserContext

FLAGS = ("--no-sandbox", "--disable-dev-shm-usage")  # for root, and for small containers


def lacking() -> str:
    """What keeps a browser from being opened here, with the cure; empty where nothing does."""
    if shutil.which("chromium") is None:
        return "no chromium: apt-get install chromium"
    try:
        import playwright  # noqa: F401
    except ImportError:
        return "no Playwright: ./vivevoix with models"
    return ""


needs_chromium = pytest.mark.skipif(bool(lacking()), reason=lacking() or "there")


@asynccontextmanager
async def opened(*flags: str, **about: Any) -> AsyncIterator[BrowserContext]:
    """A browser with nothing in its cache. `about` is what Playwright knows of it and its user."""
    from playwright.async_api import async_playwright

    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=[*FLAGS, *flags]
        )
        yield await browser.new_context(**about)
        await browser.close()


SEEN_BY_A_READER = """() => {
  const wrong = [];
  const luminance = (c) => {
    const part = (v) => (v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
    return 0.2126 * part(c[0]) + 0.7152 * part(c[1]) + 0.0722 * part(c[2]);
  };
  const colour = (said) => (said.match(/[\\d.]+/g) || []).map(Number);
  const ground = (e) => {
    for (; e; e = e.parentElement) {
      const c = colour(getComputedStyle(e).backgroundColor);
      if (c.length < 4 || c[3] > 0) return c;
    }
    return [255, 255, 255];
  };
  const contrast = (a, b) => {
    const [x, y] = [luminance(a), luminance(b)].sort((p, q) => q - p);
    return (x + 0.05) / (y + 0.05);
  };
  const name = (e) => `${e.tagName} ${(e.id || e.textContent || "").trim().slice(0, 30)}`;
  for (const e of document.querySelectorAll("body *")) {
    const style = getComputedStyle(e);
    const written = [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim());
    if ((written || e.matches("input")) && e.offsetParent !== null) {
      if (contrast(colour(style.color), ground(e)) < 7) wrong.push(`contrast: ${name(e)}`);
      const least = e.closest("#reply, .choices, .written") ? 24 : 20;
      if (parseFloat(style.fontSize) < least) wrong.push(`small: ${name(e)}`);
    }
    if (e.matches("button, input:not([type=hidden]), textarea, .button")) {
      const box = e.getBoundingClientRect();
      if (box.height < 48 || box.width < 48) wrong.push(`target: ${name(e)}`);
      if (contrast(colour(style.borderTopColor), ground(e.parentElement)) < 3)
        wrong.push(`edge: ${name(e)}`);
    }
    if (e.matches("input:not([type=hidden]), textarea") && !e.labels[0]?.textContent.trim())
      wrong.push(`label: ${name(e)}`);
  }
  const root = document.documentElement;
  if (root.scrollWidth > root.clientWidth) wrong.push(`reflow: ${root.scrollWidth}`);
  if (document.querySelectorAll("h1").length !== 1) wrong.push("h1");
  if (!root.lang || !document.title) wrong.push("lang or title");
  if (document.querySelectorAll("main").length !== 1) wrong.push("main");
  return wrong;
}"""
"""What somebody who sees little would stumble over on a page; nothing when all is well."""
