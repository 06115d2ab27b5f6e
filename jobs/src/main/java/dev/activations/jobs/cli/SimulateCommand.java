package dev.activations.jobs.cli;

import dev.activations.jobs.model.PlainText;
import dev.activations.jobs.output.OutputFolder;
import dev.activations.jobs.simulation.LayerGrammar;
import dev.activations.jobs.simulation.LayerPlan;
import dev.activations.jobs.simulation.Plant;
import dev.activations.jobs.simulation.Simulation;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code activations simulate}: writes a log of layers whose truth is known, and the truth. */
@Command(
        name = "simulate",
        description = "Writes an activation log of planted layers, and beside it what is true of every unit, to try a"
                + " diagnosis or a check on.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        footer = {
            "",
            "DIR/log is a log that diagnose reads, DIR/truth.jsonl has a line for each",
            "layer of each run: firing rates, dead and stuck units, collapsed heads.",
            "docs/simulate.md explains what can be planted.",
            "",
            "Exit status: 0 done, 2 usage or input error, 4 internal error or too little",
            "memory, 129, 130 and 143 stopped by SIGHUP, SIGINT and SIGTERM.",
            "",
            "Examples:",
            "  bin/activations simulate --output planted",
            "  bin/activations simulate --plant sparse --plant dead --runs 3 --output two",
            "  bin/activations simulate --layer 'fc1=relu:64,dead=10%%,rate=0.5' \\",
            "    --layer 'out=softmax:10' --samples 1000 --seed 7 --output mine"
        })
final class SimulateCommand implements Callable<Integer> {

    @Option(
            names = "--output",
            paramLabel = "DIR",
            required = true,
            description = "A new folder to write log and truth to.")
    private String output;

    @Option(
            names = "--layer",
            paramLabel = "NAME=WHAT",
            description = "A layer, such as 'fc1=relu:64,dead=10%%,rate=2%%..5%%', 'h=tanh:64,saturated=80%%',"
                    + " 'g=gelu:64,stuck=33%%', 'h2=tanh:64,spread=0.001', 'f=sigmoid:64,saturated=90%%,role=gate' or"
                    + " 'att=softmax:4x8x8,collapsed=1'. Repeatable, input side first.")
    private List<String> layers = new ArrayList<>();

    @Option(
            names = "--plant",
            paramLabel = "PLANT",
            description = "A layer by name: ${COMPLETION-CANDIDATES}. Repeatable; comes after the layers of --layer."
                    + " Default: all of them.")
    private List<Plant> plants = new ArrayList<>();

    @Option(
            names = "--units",
            paramLabel = "N",
            defaultValue = "64",
            description = "The units of a layer that does not say how many. Default: ${DEFAULT-VALUE}.")
    private int units;

    @Option(
            names = "--samples",
            paramLabel = "N",
            defaultValue = "512",
            description = "The samples of each layer at each step. Default: ${DEFAULT-VALUE}.")
    private long samples;

    @Option(
            names = "--steps",
            paramLabel = "N",
            defaultValue = "1",
            description = "The steps, at all of which the same is planted. Default: ${DEFAULT-VALUE}.")
    private int steps;

    @Option(
            names = "--runs",
            paramLabel = "N",
            defaultValue = "1",
            description = "The runs, each with these layers and units of its own. Default: ${DEFAULT-VALUE}.")
    private int runs;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "0",
            description = "The same seed and options give the same log. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Mixin
    private SparkOptions spark;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Simulation simulation = simulation();
        try (ProgressLine progress = ProgressLine.start()) {
            SparkSession session = spark.session();
            progress.follow(session);
            write(simulation, session, progress);
        }
        spec.commandLine().getOut().println(summary(simulation));
        return ExitStatus.OK;
    }

    private Simulation simulation() {
        requireAtLeastOne("--units", units);
        requireAtLeastOne("--samples", samples);
        requireAtLeastOne("--steps", steps);
        requireAtLeastOne("--runs", runs);
        try {
            return new Simulation(plans(), runs, steps, samples, seed);
        } catch (ArithmeticException e) {
            throw new ParameterException(
                    spec.commandLine(), "a log has fewer than 2^63 rows: make --samples, --steps or --runs smaller", e);
        }
    }

    private List<LayerPlan> plans() {
        List<LayerPlan> plans = new ArrayList<>();
        try {
            layers.forEach(layer -> plans.add(LayerGrammar.parse(layer, units)));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--layer: " + e.getMessage(), e);
        }
        List<Plant> named = plants.isEmpty() && layers.isEmpty() ? Arrays.asList(Plant.values()) : plants;
        named.forEach(plant -> plans.add(plant.layer(units)));
        requireNamesOfTheirOwn(plans);
        return plans;
    }

    private void requireNamesOfTheirOwn(List<LayerPlan> plans) {
        Set<String> names = new HashSet<>();
        for (LayerPlan plan : plans) {
            if (!names.add(plan.name())) {
                throw new ParameterException(
                        spec.commandLine(),
                        "two layers are called %s: give one of them another name, as in --layer '%s-2=%s'"
                                .formatted(plan.name(), plan.name(), plan.words()));
            }
        }
    }

    private void requireAtLeastOne(String option, long value) {
        if (value < 1) {
            throw new ParameterException(spec.commandLine(), "%s must be at least 1, got %d".formatted(option, value));
        }
    }

    private void write(Simulation simulation, SparkSession session, ProgressLine progress) {
        try (OutputFolder folder =
                OutputFolder.at(output, session.sparkContext().hadoopConfiguration())) {
            progress.doing("writing");
            folder.write(files -> {
                try (OutputStream out = files.create("truth.jsonl")) {
                    simulation.writeTruth(out);
                }
            });
            folder.write("log", simulation.log(session));
            folder.publish();
        }
    }

    private String summary(Simulation simulation) {
        String names = simulation.layers().stream().map(LayerPlan::name).collect(Collectors.joining(", "));
        return "%s\n\nNext: activations diagnose %s; what is true is in %s."
                .formatted(
                        String.format(
                                Locale.ROOT,
                                "%,d rows: %s; in %,d run%s, at %,d step%s, for %,d sample%s.",
                                simulation.rows(),
                                PlainText.of(names),
                                runs,
                                plural(runs),
                                steps,
                                plural(steps),
                                samples,
                                plural(samples)),
                        PlainText.of(new Path(output, "log").toString()),
                        PlainText.of(new Path(output, "truth.jsonl").toString()));
    }

    private static String plural(long count) {
        return count == 1 ? "" : "s";
    }
}
