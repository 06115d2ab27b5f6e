package dev.activations.jobs.cli.settings;

import dev.activations.jobs.model.InputException;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A YAML file as its nodes, whose places are known and whose values are the text that stands there: {@code off} is not
 * false, and {@code 1.10} not 1.1. No object is ever made of a tag.
 *
 * @param name as the user wrote it
 */
record YamlFile(String name) {

    private static final long MOST_BYTES = 1 << 20;

    /** What plain text and brackets are taken for; every other tag was written down. */
    private static final Set<Tag> PLAIN =
            Set.of(Tag.STR, Tag.INT, Tag.FLOAT, Tag.BOOL, Tag.NULL, Tag.TIMESTAMP, Tag.MERGE, Tag.SEQ, Tag.MAP);

    /**
     * The outermost node; empty where the file has nothing but comments.
     *
     * @throws InputException if the file cannot be read or is no YAML
     */
    Optional<Node> root() {
        String text = text();
        try {
            LoaderOptions options = new LoaderOptions(); // limits aliases and depth
            return Optional.ofNullable(new Yaml(options).compose(new StringReader(text)))
                    .filter(node -> !node.getTag().equals(Tag.NULL));
        } catch (MarkedYAMLException e) {
            String what = e.getProblem() + (e.getContext() == null ? "" : " " + e.getContext());
            throw new InputException(
                    e.getProblemMark() == null
                            ? "%s: this is not YAML: %s".formatted(name, what)
                            : "%s: this is not YAML: %s".formatted(Place.at(name, e.getProblemMark()), what),
                    e);
        } catch (YAMLException e) {
            throw new InputException("%s: this is not YAML: %s".formatted(name, firstLine(e)), e);
        }
    }

    private static String firstLine(YAMLException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    private String text() {
        Path file = Path.of(name);
        try {
            if (Files.isDirectory(file)) {
                throw new InputException("--settings %s: this is a folder, not a file".formatted(name));
            }
            if (Files.size(file) > MOST_BYTES) {
                throw new InputException("--settings %s: a settings file has at most 1 MiB".formatted(name));
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
                    .toString();
        } catch (NoSuchFileException e) {
            throw new InputException("--settings %s: there is no such file".formatted(name), e);
        } catch (CharacterCodingException e) {
            throw new InputException("--settings %s: the file is not text in UTF-8".formatted(name), e);
        } catch (IOException e) {
            throw new InputException("--settings %s: the file cannot be read (%s)".formatted(name, e.getMessage()), e);
        }
    }

    Place place(Node node) {
        return Place.of(name, node);
    }

    /** The entries of a map, by key, in the order of the file. */
    Map<ScalarNode, Node> entries(MappingNode map) {
        requirePlain(map);
        Map<String, ScalarNode> before = new LinkedHashMap<>();
        Map<ScalarNode, Node> entries = new LinkedHashMap<>();
        for (NodeTuple entry : map.getValue()) {
            ScalarNode key = key(entry.getKeyNode());
            ScalarNode first = before.putIfAbsent(key.getValue(), key);
            if (first != null) {
                throw place(key)
                        .wrong(
                                "%s stands here a second time; the first is in line %d",
                                key.getValue(), place(first).line());
            }
            entries.put(key, entry.getValueNode());
        }
        return entries;
    }

    private ScalarNode key(Node node) {
        requirePlain(node);
        if (node instanceof ScalarNode scalar && !scalar.getValue().isBlank()) {
            return scalar;
        }
        throw place(node).wrong("a key must be one word");
    }

    /** The elements of a list. */
    List<Node> elements(SequenceNode list) {
        requirePlain(list);
        return list.getValue();
    }

    /** The text of a single value, as it stands in the file. */
    String text(String key, Node node) {
        requirePlain(node);
        if (!(node instanceof ScalarNode scalar)) {
            throw place(node).wrong("%s takes one value here, not a %s", key, word(node));
        }
        if (scalar.getTag().equals(Tag.NULL)) {
            throw place(node).wrong("%s has no value", key);
        }
        return scalar.getValue();
    }

    /** How a sentence calls a node. */
    static String word(Node node) {
        return node instanceof MappingNode ? "map" : node instanceof SequenceNode ? "list" : "single value";
    }

    private void requirePlain(Node node) {
        if (!PLAIN.contains(node.getTag())) {
            throw place(node)
                    .wrong("a tag such as %s means nothing here", node.getTag().getValue());
        }
    }
}
