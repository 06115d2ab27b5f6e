package dev.activations.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** bin/activations plot draws what its options say, and the figure in the docs is the one it draws. */
class PlotCommandTest {

    private static final Path FAMILY = Path.of("../docs/family.svg");

    /** Text is as wide as the machine's fonts make it, which moves the rest by a little. */
    private static final double PIXELS_OF_FONTS = 12;

    @TempDir
    Path folder;

    /** One curve of an SVG: the points of its path. */
    private record Curve(String colour, List<double[]> points) {}

    private static double height(Curve curve) {
        DoubleSummaryStatistics y =
                curve.points().stream().mapToDouble(point -> point[1]).summaryStatistics();
        return y.getMax() - y.getMin();
    }

    private String svg(String... arguments) throws IOException {
        Path file = folder.resolve("figure.svg");
        List<String> command = new ArrayList<>(List.of("plot", "--output", file.toString()));
        command.addAll(Arrays.asList(arguments));
        CommandRun run = CommandRun.of(command.toArray(String[]::new));
        assertThat(run.errors()).isEmpty();
        assertThat(run.status()).isZero();
        assertThat(run.out()).isEqualTo(file + "\n");
        return Files.readString(file);
    }

    private static List<Curve> curves(String svg) {
        return Pattern.compile("<path\\s+d=\"M([^\"]*)\"\\s+style=\"([^\"]*fill:none[^\"]*)\"")
                .matcher(svg)
                .results()
                .map(path -> curve(path, svg.substring(0, path.start())))
                .filter(curve -> curve.points().size() > 20)
                .toList();
    }

    /** The colour is the path's own, or the one that the groups around it were last given. */
    private static Curve curve(MatchResult path, String before) {
        String styles = before + path.group(2);
        String colour = styles.substring(styles.lastIndexOf("stroke:rgb") + 7).split("[;\"]")[0];
        double[] numbers = Arrays.stream(path.group(1).split("[ML ]+"))
                .filter(text -> !text.isEmpty())
                .mapToDouble(Double::parseDouble)
                .toArray();
        List<double[]> points = new ArrayList<>();
        for (int i = 0; i + 1 < numbers.length; i += 2) {
            points.add(new double[] {numbers[i], numbers[i + 1]});
        }
        return new Curve(colour, points);
    }

    @Test
    void figureInTheDocsIsTheOneThatTheCommandMakes() throws IOException {
        String made = svg();
        if (Boolean.getBoolean("activations.generate")) {
            Files.writeString(FAMILY, made);
        }
        List<Curve> expected = curves(Files.readString(FAMILY));
        List<Curve> actual = curves(made);

        assertThat(actual).hasSameSizeAs(expected).hasSize(16);
        for (int i = 0; i < expected.size(); i++) {
            assertThat(actual.get(i).colour()).isEqualTo(expected.get(i).colour());
            assertThat(actual.get(i).points()).hasSameSizeAs(expected.get(i).points());
            for (int p = 0; p < expected.get(i).points().size(); p++) {
                assertThat(actual.get(i).points().get(p))
                        .containsExactly(expected.get(i).points().get(p), within(PIXELS_OF_FONTS));
            }
        }
        assertThat(texts(made)).isEqualTo(texts(Files.readString(FAMILY)));
    }

    private static List<String> texts(String svg) {
        return Pattern.compile("<text[^>]*>([^<]*)<")
                .matcher(svg)
                .results()
                .map(text -> text.group(1))
                .toList();
    }

    @Test
    void threeObservationsStandUnderTheFamily() throws IOException {
        assertThat(texts(svg()))
                .satisfiesExactly(
                        peaks -> assertThat(peaks).contains("sigmoid′ peaks at 0.25", "tanh′ at 1"),
                        relu -> assertThat(relu).contains("relu′ is 1 above 0 and 0 below"),
                        smooth -> assertThat(smooth).contains("gelu and swish are smooth and not monotone"));
        assertThat(texts(svg("relu"))).isEmpty();
    }

    @Test
    void curvesHaveTheHeightsOfTheFunctions() throws IOException {
        List<Curve> curves = curves(svg("sigmoid", "tanh", "--derivative"));

        assertThat(curves).hasSize(2);
        double sigmoid = height(curves.get(0));
        double tanh = height(curves.get(1));
        // sigmoid' falls from 1/4 to 0.017663 at 4, tanh' from 1 to 0.001341.
        assertThat(sigmoid / tanh).isCloseTo((0.25 - 0.017663) / (1 - 0.001341), within(0.005));
    }

    @Test
    void functionsStandAboveTheirDerivatives() throws IOException {
        List<Curve> curves = curves(svg("relu", "elu(alpha=0.5)"));

        assertThat(curves).hasSize(4);
        // relu rises by 4 of the 6 that are drawn of values, its derivative by 1 of 2.
        assertThat(height(curves.get(0)) / height(curves.get(2))).isCloseTo(4.0 / 6 / (1.0 / 2), within(0.01));
        // elu falls to -0.49 left of 0; its derivative rises to 1 from 0.009, and jumps by a half at 0.
        assertThat(height(curves.get(1)) / height(curves.get(3))).isCloseTo(4.49 / 6 / (0.991 / 2), within(0.01));
    }

    @Test
    void functionAndDerivativeHaveTheirXAxesInLine() throws IOException {
        List<Curve> curves = curves(svg());

        for (int end : new int[] {0, 400}) {
            assertThat(curves.get(0).points().get(end)[0])
                    .isCloseTo(curves.get(8).points().get(end)[0], within(0.5));
        }
    }

    @Test
    void functionThatJumpsIsDrawnInPieces() throws IOException {
        // 0 between -0.5 and 0.5, and x outside.
        assertThat(pieces(svg("hard_shrink", "--derivative"))).isEqualTo(3);
        assertThat(pieces(svg("relu", "--derivative"))).isEqualTo(2);
        assertThat(pieces(svg("tanh", "--derivative"))).isEqualTo(1);
    }

    /** Of the only curve. */
    private static long pieces(String svg) {
        return Pattern.compile("<path\\s+d=\"(M[^\"]*)\"\\s+style=\"[^\"]*fill:none")
                .matcher(svg)
                .results()
                .map(path -> path.group(1))
                .filter(path -> path.length() > 400)
                .findFirst()
                .orElseThrow()
                .chars()
                .filter(character -> character == 'M')
                .count();
    }

    @Test
    void curveThatLiesOnAnotherHasGapsThatTheOtherIsSeenThrough() throws IOException {
        assertThat(svg()).contains("stroke-dasharray:3,6", "stroke-dasharray:14,5,2,5");
    }

    @Test
    void smallMultiplesGiveEachFunctionAPanelWithItsDerivative() throws IOException {
        String svg = svg("--small-multiples");

        assertThat(curves(svg)).hasSize(16);
        assertThat(svg).contains("viewBox=\"0 0 960 780\"");
    }

    @Test
    void rangeIsTheOneAskedFor() throws IOException {
        assertThat(curves(svg("identity", "--from", "0", "--to", "1", "--derivative"))
                        .get(0)
                        .points())
                .hasSize(401);
        // Half of the identity from -4 to 4 lies above what is drawn here.
        assertThat(curves(svg("identity", "--low", "-4", "--high", "0")).get(0).points())
                .hasSize(201);
    }

    @Test
    void pictureHasTheColoursOfItsCurves() throws IOException {
        Path file = folder.resolve("figure.PNG");

        assertThat(CommandRun.of("plot", "relu", "gelu", "--output", file.toString())
                        .status())
                .isZero();

        BufferedImage image = ImageIO.read(file.toFile());
        Set<Integer> colours = new HashSet<>();
        for (int x = 0; x < image.getWidth(); x++) {
            for (int y = 0; y < image.getHeight(); y++) {
                colours.add(image.getRGB(x, y) & 0xFFFFFF);
            }
        }
        assertThat(image.getWidth()).isEqualTo(1920);
        assertThat(image.getHeight()).isEqualTo(1600);
        assertThat(colours).contains(0xFFFFFF, 0x0072B2, 0xD55E00);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "relo --output a.svg | unknown activation 'relo'; did you mean",
                "softmax --output a.svg | softmax is not a function of one number",
                "relu --output a.gif | --output takes a file that ends in .svg, .png or .html, not 'a.gif'",
                "relu --from 2 --to 1 --output a.svg | --from must be below --to, got 2.0 and 1.0",
                "relu --from NaN --output a.svg | --from must be below --to",
                "relu --output no/such/folder/a.svg | cannot write no/such/folder/a.svg: its folder does not exist",
                "relu | Missing required option: '--output=FILE'"
            })
    void mistakeGetsOneSentence(String arguments, String sentence) {
        CommandRun run = CommandRun.of(("plot " + arguments).split(" "));

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.sentence()).startsWith("activations: ").contains(sentence);
    }
}
