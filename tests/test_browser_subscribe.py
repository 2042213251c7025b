"""Subscribing to feeds in a real browser, with scripts and without."""

from __future__ import annotations

from typing import TYPE_CHECKING

from browsing import Watched, arrive, expect

if TYPE_CHECKING:
    from playwright.sync_api import Browser


def test_copying_a_feed_s_address(browser: Browser, address: str) -> None:
    """From a goal one click leads to its feed, opened; the button copies its address and says so, Google's does and goes on."""
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    watched = Watched(page, address)
    page.goto(f"{address}goals/cut-churn/", wait_until="networkidle")
    page.locator(".gp-do a", has_text="Subscribe").click()
    arrive(page, f"{address}subscribe/#goal-cut-churn")
    row = page.locator("#goal-cut-churn")
    copy = row.get_by_role("button", name="Copy the address of Bring monthly churn down")
    copy.click()
    page.get_by_text("Copied", exact=True).first.wait_for()
    assert page.locator(".gp-subscribe [role=status]").inner_text() == "Copied"
    assert page.evaluate("navigator.clipboard.readText()") == row.locator("code").inner_text()
    assert row.locator("code").inner_text() == f"{address}feeds/goal-cut-churn.ics"
    assert watched.faults == []
    context.route("https://calendar.google.com/**", lambda route: route.fulfill(body="Add by URL"))
    page.evaluate("navigator.clipboard.writeText('')")
    row.get_by_role("link", name="Google Calendar").click()
    arrive(page, "https://calendar.google.com/calendar/r/settings/addbyurl")
    page.go_back()
    page.wait_for_function("document.querySelector('h1')?.innerText === 'Subscribe'")
    assert page.evaluate("navigator.clipboard.readText()") == f"{address}feeds/goal-cut-churn.ics"
    context.close()


def test_subscribing_without_scripts(browser: Browser, address: str) -> None:
    """Without scripts every link is there, the address can be selected, and nothing is shown that would do nothing."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}subscribe/#goal-cut-churn")
    row = page.locator("#goal-cut-churn")
    assert (row.locator("a.gp-feed__do").get_attribute("href") or "").startswith("webcal://")
    row.locator("summary").click()
    expect(row.locator("code")).to_be_visible()
    expect(row.get_by_role("link", name="Outlook.com")).to_be_visible()
    expect(row.locator("button")).to_be_hidden()
    context.close()
