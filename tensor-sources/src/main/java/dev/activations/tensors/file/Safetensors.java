package dev.activations.tensors.file;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import dev.activations.tensors.TensorFileException;
import dev.activations.tensors.TensorFormat;
import java.io.CharConversionException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The header of a safetensors file: 8 bytes of its length, then JSON with type, shape and offsets of each tensor, then
 * the tensors' bytes without a gap. What the format's own library refuses is refused here.
 */
public final class Safetensors {

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private static final String METADATA = "__metadata__";

    private static final Map<String, ElementType> TYPES = Map.ofEntries(
            Map.entry("F64", ElementType.FLOAT64),
            Map.entry("F32", ElementType.FLOAT32),
            Map.entry("F16", ElementType.FLOAT16),
            Map.entry("BF16", ElementType.BFLOAT16),
            Map.entry("F8_E4M3", ElementType.FLOAT8_E4M3FN),
            Map.entry("F8_E5M2", ElementType.FLOAT8_E5M2),
            Map.entry("I64", ElementType.INT64),
            Map.entry("I32", ElementType.INT32),
            Map.entry("I16", ElementType.INT16),
            Map.entry("I8", ElementType.INT8),
            Map.entry("U64", ElementType.UINT64),
            Map.entry("U32", ElementType.UINT32),
            Map.entry("U16", ElementType.UINT16),
            Map.entry("U8", ElementType.UINT8),
            Map.entry("BOOL", ElementType.BOOL));

    private record Entry(String name, String type, long[] shape, long begin, long end) {}

    private final FileBytes file;
    private final long dataStart;
    private final Map<String, String> metadata = new LinkedHashMap<>();
    private final List<Entry> entries = new ArrayList<>();

    private Safetensors(FileBytes file, long headerLength) {
        this.file = file;
        this.dataStart = Long.BYTES + headerLength;
    }

    /** Reads and checks the header. */
    public static TensorFile read(FileBytes file, Selection selection) throws IOException {
        long length = ByteBuffer.wrap(file.read(0, Long.BYTES))
                .order(ByteOrder.LITTLE_ENDIAN)
                .getLong();
        if (length < 2 || length > TensorFormat.LONGEST_SAFETENSORS_HEADER) {
            throw new TensorFileException(
                    file.path(),
                    "this is not a safetensors file: its header claims %s bytes, and 2 to %d are allowed",
                    Long.toUnsignedString(length),
                    TensorFormat.LONGEST_SAFETENSORS_HEADER);
        }
        Safetensors header = new Safetensors(file, length);
        try (RangeStream json = new RangeStream(file, Long.BYTES, length);
                JsonParser parser = JSON.createParser(json)) {
            header.parse(parser);
        } catch (JsonProcessingException e) {
            throw header.damaged(
                    "%s", e.getOriginalMessage().lines().findFirst().orElse("it is no JSON"));
        } catch (CharConversionException e) {
            throw header.damaged("it is no UTF-8");
        }
        header.requireDataWithoutGap();
        return header.select(selection);
    }

    private void parse(JsonParser parser) throws IOException {
        require(parser.nextToken() == JsonToken.START_OBJECT, "it is not a JSON object");
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            require(parser.nextToken() == JsonToken.START_OBJECT, "'%s' is not an object", name);
            if (name.equals(METADATA)) {
                parseMetadata(parser);
            } else {
                entries.add(parseEntry(name, parser));
            }
        }
        require(parser.nextToken() == null, "something follows its JSON object");
    }

    private void parseMetadata(JsonParser parser) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String key = parser.currentName();
            require(parser.nextToken() == JsonToken.VALUE_STRING, "the value of metadata '%s' is not text", key);
            metadata.put(key, parser.getText());
        }
    }

    private Entry parseEntry(String name, JsonParser parser) throws IOException {
        String type = null;
        long[] shape = null;
        long[] offsets = null;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String key = parser.currentName();
            JsonToken value = parser.nextToken();
            switch (key) {
                case "dtype" -> {
                    require(value == JsonToken.VALUE_STRING, "the dtype of tensor '%s' is not text", name);
                    type = parser.getText();
                }
                case "shape" -> shape = parseNumbers(name, key, parser);
                case "data_offsets" -> offsets = parseNumbers(name, key, parser);
                default -> parser.skipChildren();
            }
        }
        require(
                type != null && shape != null && offsets != null && offsets.length == 2,
                "tensor '%s' lacks its dtype, shape or two data_offsets",
                name);
        return new Entry(name, type, shape, offsets[0], offsets[1]);
    }

    private long[] parseNumbers(String name, String key, JsonParser parser) throws IOException {
        require(parser.currentToken() == JsonToken.START_ARRAY, "the %s of tensor '%s' is not a list", key, name);
        long[] numbers = new long[4];
        int count = 0;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            require(
                    parser.currentToken() == JsonToken.VALUE_NUMBER_INT,
                    "the %s of '%s' is not a list of integers",
                    key,
                    name);
            numbers = count < numbers.length ? numbers : Arrays.copyOf(numbers, 2 * count);
            numbers[count++] = parseSize(name, key, parser);
        }
        return Arrays.copyOf(numbers, count);
    }

    private long parseSize(String name, String key, JsonParser parser) throws IOException {
        try {
            long size = parser.getLongValue();
            require(size >= 0, "the %s of tensor '%s' has %d", key, name, size);
            return size;
        } catch (InputCoercionException e) {
            throw damaged("the %s of tensor '%s' has a number that is too large", key, name);
        }
    }

    /** The tensors' bytes cover the rest of the file, each byte once. */
    private void requireDataWithoutGap() {
        long position = 0;
        String before = "";
        for (Entry entry : entries.stream()
                .sorted(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end))
                .toList()) {
            require(entry.end >= entry.begin, "tensor '%s' ends before it begins", entry.name);
            require(entry.begin >= position, "tensors '%s' and '%s' overlap", before, entry.name);
            require(
                    entry.begin == position,
                    "%d bytes before '%s' are of no tensor",
                    entry.begin - position,
                    entry.name);
            position = entry.end;
            before = entry.name;
        }
        long stored = file.length() - dataStart;
        if (position > stored) {
            throw new TensorFileException(
                    file.path(), "the file is cut short: its tensors are %d bytes, and it has %d", position, stored);
        }
        require(position == stored, "%d bytes after the last tensor belong to none", stored - position);
    }

    private TensorFile select(Selection selection) {
        List<Tensor> tensors = new ArrayList<>();
        for (Entry entry : entries) {
            ElementType type = TYPES.get(entry.type);
            long bytes = type == null ? -1 : Shapes.bytes(file.path(), entry.name, entry.shape, type);
            require(
                    type == null || bytes == entry.end - entry.begin,
                    "tensor '%s' of %s%s is %d bytes by its shape and %d by its offsets",
                    entry.name,
                    entry.type,
                    Arrays.toString(entry.shape),
                    bytes,
                    entry.end - entry.begin);
            if (selection.wants(entry.name)) {
                tensors.add(tensor(entry, type));
            }
        }
        return new TensorFile(
                metadata, tensors, entries.stream().map(Entry::name).toList());
    }

    private Tensor tensor(Entry entry, ElementType type) {
        if (type == null) {
            throw new TensorFileException(
                    file.path(),
                    "tensor '%s' is of type %s, which is not read; select others with option tensor",
                    entry.name,
                    entry.type);
        }
        return Tensor.inCOrder(
                entry.name, type, entry.shape, new TensorData.Plain(dataStart + entry.begin, entry.end - entry.begin));
    }

    private void require(boolean condition, String what, Object... values) {
        if (!condition) {
            throw damaged(what, values);
        }
    }

    private TensorFileException damaged(String what, Object... values) {
        return new TensorFileException(file.path(), "the header is damaged: %s", what.formatted(values));
    }
}
