package dev.activations.jobs.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
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
    private static final int SMALL_HEIGHT = 260;
    private static final int SMALL_IN_A_ROW = 3;
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

    /** How lines differ where one lies on another: the later ones have gaps that the earlier ones are seen through. */
    private static final List<float[]> DASHES = List.of(
            new float[0],
            new float[0],
            new float[0],
            new float[] {12, 6},
            new float[] {3, 6},
            new float[] {14, 5, 2, 5},
            new float[] {7, 5},
            new float[] {2, 4});

    private final FamilyFigure figure;

    Drawing(FamilyFigure figure) {
        this.figure = figure;
    }

    int height() {
        int rows = figure.small()
                ? (figure.panels().size() + SMALL_IN_A_ROW - 1) / SMALL_IN_A_ROW * SMALL_HEIGHT
                : figure.panels().size() * PANEL_HEIGHT;
        return rows
                + (figure.notes().isEmpty()
                        ? 0
                        : MARGIN + NOTE_HEIGHT * figure.notes().size());
    }

    void paint(Graphics2D canvas) {
        canvas.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        canvas.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        canvas.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        canvas.setColor(Color.WHITE);
        canvas.fillRect(0, 0, WIDTH, height());
        AffineTransform top = canvas.getTransform();
        int columns = figure.small() ? SMALL_IN_A_ROW : 1;
        int width = WIDTH / columns;
        int height = figure.small() ? SMALL_HEIGHT : PANEL_HEIGHT;
        List<FamilyFigure.Panel> panels = figure.panels();
        for (int i = 0; i < panels.size(); i++) {
            canvas.translate(i % columns * width, i / columns * height);
            XYChart chart = chart(panels.get(i), width, height);
            chart.paint(canvas, width, height);
            canvas.setClip(null);
            paintCurves(canvas, chart, panels.get(i));
            canvas.setTransform(top);
        }
        int y = height()
                - (figure.notes().isEmpty()
                        ? 0
                        : MARGIN + NOTE_HEIGHT * figure.notes().size());
        canvas.setColor(MUTED);
        canvas.setFont(font(Font.PLAIN, 13));
        for (String note : figure.notes()) {
            y += NOTE_HEIGHT;
            canvas.drawString(note, 2 * MARGIN, y - MARGIN / 2);
        }
    }

    private XYChart chart(FamilyFigure.Panel panel, int width, int height) {
        XYChart chart = new XYChartBuilder()
                .width(width)
                .height(height)
                .title(panel.title())
                .build();
        style(chart.getStyler(), panel);
        addAxes(chart, panel);
        for (int i = 0; i < panel.lines().size(); i++) {
            addToLegend(chart, panel.lines().get(i), i);
        }
        return chart;
    }

    private void style(XYStyler style, FamilyFigure.Panel panel) {
        style.setXAxisMin(figure.range().from());
        style.setXAxisMax(figure.range().to());
        style.setYAxisMin(panel.low());
        style.setYAxisMax(panel.high());
        style.setLegendPosition(figure.small() ? LegendPosition.InsideNW : LegendPosition.OutsideE);
        style.setLegendBackgroundColor(Color.WHITE);
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

    /** A line of one point, which is not seen: XChart draws curves point by point, where no dash can be seen. */
    private void addToLegend(XYChart chart, FamilyFigure.Line line, int index) {
        // Without the prime, so that both legends are as wide and the two axes stand in line.
        XYSeries curve = chart.addSeries(
                line.name().replace("′", ""), new double[] {figure.range().from()}, new double[] {0});
        curve.setMarker(SeriesMarkers.NONE);
        curve.setLineColor(COLOURS.get(index % COLOURS.size()));
        curve.setLineStyle(stroke(index));
    }

    /** Each curve as one path, as far as it is within the panel, so that nothing is drawn across its edge. */
    private void paintCurves(Graphics2D canvas, XYChart chart, FamilyFigure.Panel panel) {
        double[] points = figure.points();
        for (int i = 0; i < panel.lines().size(); i++) {
            Path2D.Double path = new Path2D.Double();
            for (List<double[]> piece : Curve.of(panel.lines().get(i)::at, points, panel.low(), panel.high())
                    .pieces()) {
                boolean first = true;
                for (double[] point : piece) {
                    double x = chart.getScreenXFromChart(point[0]);
                    double y = chart.getScreenYFromChart(point[1]);
                    if (first) {
                        path.moveTo(x, y);
                        first = false;
                    } else {
                        path.lineTo(x, y);
                    }
                }
            }
            canvas.setColor(COLOURS.get(i % COLOURS.size()));
            canvas.setStroke(stroke(i));
            canvas.draw(path);
        }
    }

    private static BasicStroke stroke(int index) {
        float[] dashes = DASHES.get(index % DASHES.size());
        return dashes.length == 0
                ? new BasicStroke(2.2f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND)
                : new BasicStroke(2.2f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, dashes, 0);
    }
}
