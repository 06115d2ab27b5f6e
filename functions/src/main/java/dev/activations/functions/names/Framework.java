package dev.activations.functions.names;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Where a name comes from, which decides the defaults of parameters that it leaves out. */
enum Framework {
    PYTORCH("PyTorch", Set.of("torch", "nn", "f", "functional", "torchvision", "timm")),
    HUGGING_FACE("Hugging Face", Set.of("transformers", "diffusers")),
    KERAS("Keras", Set.of("keras", "tf", "tensorflow")),
    JAX("JAX", Set.of("jax", "flax", "haiku", "equinox"));

    private final String title;
    private final Set<String> packages;

    Framework(String title, Set<String> packages) {
        this.title = title;
        this.packages = packages;
    }

    /** What people call it. */
    String title() {
        return title;
    }

    /** The framework of the outermost package that tells one; {@code tf.nn.gelu} is TensorFlow's. */
    static Optional<Framework> of(List<String> path) {
        return path.stream()
                .map(part -> part.toLowerCase(Locale.ROOT))
                .flatMap(part -> Stream.of(values()).filter(framework -> framework.packages.contains(part)))
                .findFirst();
    }
}
