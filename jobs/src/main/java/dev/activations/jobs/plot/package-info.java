/**
 * Figures of activation functions and their derivatives, as SVG, PNG or a page of HTML.
 * Uses the catalogue, XChart and Batik, which the bundle carries relocated, and Apache ECharts for pages; knows no log.
 * Start reading at {@link dev.activations.jobs.plot.FamilyFigure}.
 */
package dev.activations.jobs.plot;
