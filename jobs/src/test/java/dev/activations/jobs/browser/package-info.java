/**
 * report.html in a real browser: Debian's chromium, without a window, driven by Selenium.
 * Uses the command line to make reports; skipped with a message where no browser is, unless the build asks for one.
 * Start reading at {@link dev.activations.jobs.browser.ReportPageTest}.
 */
package dev.activations.jobs.browser;
