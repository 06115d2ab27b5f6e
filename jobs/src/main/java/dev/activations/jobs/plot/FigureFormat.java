package dev.activations.jobs.plot;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** What a figure can be written as. */
public enum FigureFormat {
    /** Lines and text, as sharp at any size. */
    SVG {
        @Override
        byte[] write(FamilyFigure figure, ByteArrayOutputStream bytes) throws IOException {
            Drawing drawing = new Drawing(figure);
            SVGGeneratorContext context = SVGGeneratorContext.createDefault(emptyDocument());
            context.setPrecision(2);
            SVGGraphics2D canvas = new SVGGraphics2D(context, false);
            canvas.setSVGCanvasSize(new java.awt.Dimension(Drawing.WIDTH, drawing.height()));
            drawing.paint(canvas);
            Element root = canvas.getRoot();
            root.setAttribute("viewBox", "0 0 " + Drawing.WIDTH + " " + drawing.height());
            JoinedLines.in(root);
            try (Writer out = new OutputStreamWriter(bytes, StandardCharsets.UTF_8)) {
                canvas.stream(root, out, true, false);
            }
            return bytes.toByteArray();
        }
    },

    /** Pixels, two for each of the SVG's, for screens with small ones. */
    PNG {
        @Override
        byte[] write(FamilyFigure figure, ByteArrayOutputStream bytes) throws IOException {
            Drawing drawing = new Drawing(figure);
            BufferedImage image =
                    new BufferedImage(2 * Drawing.WIDTH, 2 * drawing.height(), BufferedImage.TYPE_INT_RGB);
            Graphics2D canvas = image.createGraphics();
            canvas.scale(2, 2);
            drawing.paint(canvas);
            canvas.dispose();
            ImageIO.write(image, "png", bytes);
            return bytes.toByteArray();
        }
    },

    /** One page with everything in it, whose values can be pointed at. */
    HTML {
        @Override
        byte[] write(FamilyFigure figure, ByteArrayOutputStream bytes) {
            return FigurePage.write(figure).getBytes(StandardCharsets.UTF_8);
        }
    };

    /** The format that a file's name ends in. */
    public static Optional<FigureFormat> of(String file) {
        return Arrays.stream(values())
                .filter(format -> file.toLowerCase(Locale.ROOT).endsWith("." + format))
                .findFirst();
    }

    /** The figure's file. */
    public byte[] write(FamilyFigure figure) {
        System.setProperty("java.awt.headless", "true");
        try {
            return write(figure, new ByteArrayOutputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    abstract byte[] write(FamilyFigure figure, ByteArrayOutputStream bytes) throws IOException;

    private static Document emptyDocument() {
        try {
            return DocumentBuilderFactory.newDefaultInstance()
                    .newDocumentBuilder()
                    .getDOMImplementation()
                    .createDocument("http://www.w3.org/2000/svg", "svg", null);
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("the JDK's XML parser is missing", e);
        }
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
