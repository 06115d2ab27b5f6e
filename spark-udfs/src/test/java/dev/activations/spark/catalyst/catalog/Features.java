package dev.activations.spark.catalyst.catalog;

import java.util.List;
import java.util.stream.Stream;

/** What the functions can do, and what shows it in each {@link Way} of calling them. */
final class Features {

    static final List<Feature> ALL = Stream.of(
                    InputFeatures.inputs(),
                    FunctionFeatures.functions(),
                    CallFeatures.parameters(),
                    CallFeatures.refusals(),
                    MannerFeatures.manners())
            .flatMap(List::stream)
            .toList();

    private Features() {}
}
