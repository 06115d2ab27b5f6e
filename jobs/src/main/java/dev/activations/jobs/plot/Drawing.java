package dev.activations.jobs.plot;

import dev.activations.functions.Activation;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.util.ArrayList;
import java.util.List;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** A figure drawn by XChart onto any canvas of Java's: one panel above the other, then the notes. */
final class Drawing {

    static final int WIDTH = 960;

    private static final int PANEL_HEIGHT = 400;
    private static final int NOTE_HEIGHT = 22;
    private static final int MARGIN = 14;
    private static final Color INK = new Color(0x1B2127);
    private static final Color MUTED = new Color(0x56616B);
    private static final Color GRID = new Color(0xE6E8E4);

    /** Colours after Okabe and Ito 2008, and a violet in place of their yellow, which the colour-blind can tell apart. */
    private static final List<Color> COLOURS = List.of(
            new Color(0x0072B2),
            new Color(0xD55E00),
            new Color(0x009E73),
            new Color(0xCC79A7),
            new Color(0xE69F00),
            new Color(0x56B4E9),
            new Color(0x5A2BE0),
            new Color(0x1B2127));

    private final FamilyFigure figure;

    Drawing(FamilyFigure figure) {
        this.figure = figure;
    }

    int height() {
        return figure.panels().size() * PANEL_HEIGHT
                + (figure.notes().isEmpty()
                        ? 0
                        : MARGIN + NOTE_HEIGHT * figure.notes().size());
    }

    void paint(Graphics2D canvas) {
        canvas.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        canvas.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        canvas.setColor(Color.WHITE);
        canvas.fillRect(0, 0, WIDTH, height());
        AffineTransform top = canvas.getTransform();
        int y = 0;
        for (FamilyFigure.Panel panel : figure.panels()) {
            canvas.translate(0, y);
            chart(panel).paint(canvas, WIDTH, PANEL_HEIGHT);
            canvas.setTransform(top);
            canvas.setClip(null);
            y += PANEL_HEIGHT;
        }
        canvas.setColor(MUTED);
        canvas.setFont(font(Font.PLAIN, 13));
        for (String note : figure.notes()) {
            y += NOTE_HEIGHT;
            canvas.drawString(note, 2 * MARGIN, y - MARGIN / 2);
        }
    }

    private XYChart chart(FamilyFigure.Panel panel) {
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(PANEL_HEIGHT)
                .title(panel.title())
                .build();
        style(chart.getStyler(), panel);
        double[] points = figure.points();
        addAxes(chart, panel);
        for (int i = 0; i < figure.functions().size(); i++) {
            addCurve(chart, panel, figure.functions().get(i), points, i);
        }
        return chart;
    }

    private void style(XYStyler style, FamilyFigure.Panel panel) {
        style.setXAxisMin(figure.range().from());
        style.setXAxisMax(figure.range().to());
        style.setYAxisMin(panel.low());
        style.setYAxisMax(panel.high());
        style.setLegendPosition(LegendPosition.OutsideE);
        style.setLegendBorderColor(Color.WHITE);
        style.setLegendFont(font(Font.PLAIN, 13));
        style.setChartBackgroundColor(Color.WHITE);
        style.setPlotBackgroundColor(Color.WHITE);
        style.setPlotBorderVisible(false);
        style.setPlotGridLinesColor(GRID);
        style.setPlotGridLinesStroke(new BasicStroke(1));
        style.setAxisTickMarksColor(GRID);
        style.setAxisTickLabelsColor(MUTED);
        style.setAxisTickLabelsFont(font(Font.PLAIN, 12));
        style.setChartTitleFont(font(Font.BOLD, 15));
        style.setChartTitleBoxVisible(false);
        style.setChartFontColor(INK);
        style.setChartPadding(MARGIN);
        style.setPlotContentSize(0.97);
        style.setYAxisDecimalPattern("0.0");
    }

    private static Font font(int weight, int size) {
        return new Font(Font.SANS_SERIF, weight, size);
    }

    /** Dashed lines at 0 and 1, and where x is 0. */
    private void addAxes(XYChart chart, FamilyFigure.Panel panel) {
        for (double y : new double[] {0, 1}) {
            addLine(
                    chart,
                    "y = " + (int) y,
                    new double[] {figure.range().from(), figure.range().to()},
                    new double[] {y, y});
        }
        if (figure.range().from() < 0 && figure.range().to() > 0) {
            addLine(chart, "x = 0", new double[] {0, 0}, new double[] {panel.low(), panel.high()});
        }
    }

    private static void addLine(XYChart chart, String name, double[] x, double[] y) {
        XYSeries line = chart.addSeries(name, x, y);
        line.setMarker(SeriesMarkers.NONE);
        line.setShowInLegend(false);
        line.setLineColor(MUTED);
        line.setLineStyle(new BasicStroke(1, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[] {4, 4}, 0));
    }

    /** The curve as far as it is within the panel, so that nothing is drawn across its edge. */
    private void addCurve(XYChart chart, FamilyFigure.Panel panel, Activation function, double[] points, int index) {
        List<Double> x = new ArrayList<>();
        List<Double> y = new ArrayList<>();
        for (double point : points) {
            double value = panel.at(function, point);
            boolean drawn = value >= panel.low() && value <= panel.high();
            x.add(point);
            y.add(drawn ? (Double) value : (Double) Double.NaN);
        }
        XYSeries curve = chart.addSeries(function.call() + (panel.derivative() ? "′" : ""), x, y);
        curve.setMarker(SeriesMarkers.NONE);
        curve.setLineColor(COLOURS.get(index % COLOURS.size()));
        curve.setLineStyle(new BasicStroke(2.2f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    }
}
