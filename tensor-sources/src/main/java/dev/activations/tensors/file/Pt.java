package dev.activations.tensors.file;

import dev.activations.tensors.TensorFileException;
import dev.activations.tensors.file.TorchTensors.View;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;

/**
 * A file that {@code torch.save} made of a tensor or of a flat dict of tensors, such as a state dict: a zip of a pickle,
 * {@code data.pkl}, and of one member {@code data/…} for each storage. The pickle is read as data ({@link Pickle}).
 */
public final class Pt {

    private static final String PICKLE = "/data.pkl";

    /** Some 100 bytes for each tensor. */
    private static final int LONGEST_PICKLE = 64 << 20;

    private static final byte BARE_PICKLE = (byte) 0x80;

    private final FileBytes file;
    private final ZipMembers zip;
    private final Map<String, ZipArchiveEntry> members = new LinkedHashMap<>();
    private final String folder;
    private final ByteOrder byteOrder;

    private Pt(FileBytes file, ZipMembers zip) throws IOException {
        this.file = file;
        this.zip = zip;
        zip.list().forEach(entry -> members.put(entry.getName(), entry));
        String pickle = members.keySet().stream()
                .filter(name -> name.endsWith(PICKLE))
                .findFirst()
                .orElseThrow(() -> new TensorFileException(
                        file.path(), "this is not a file of torch.save: the archive has no data.pkl"));
        this.folder = pickle.substring(0, pickle.length() - PICKLE.length() + 1);
        if (members.containsKey(folder + "constants.pkl")) {
            throw new TensorFileException(
                    file.path(), "this is a TorchScript program, which is not read; save its tensors with torch.save");
        }
        ZipArchiveEntry order = members.get(folder + "byteorder");
        boolean big = order != null && new String(content(order), StandardCharsets.US_ASCII).equals("big");
        this.byteOrder = big ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    }

    /** Reads and checks the archive's directory and its pickle. */
    public static TensorFile read(FileBytes file, Selection selection) throws IOException {
        if (file.read(0, 1)[0] == BARE_PICKLE) {
            throw new TensorFileException(
                    file.path(),
                    "this is of torch.save's old format, a bare pickle, which is not read; load and save it with PyTorch"
                            + " 1.6 or later");
        }
        try (ZipMembers zip = ZipMembers.open(file, "torch.save", "save a flat dict of tensors with torch.save")) {
            return new Pt(file, zip).read(selection);
        }
    }

    private TensorFile read(Selection selection) throws IOException {
        Map<String, Object> entries = entries();
        List<Tensor> tensors = new ArrayList<>();
        for (Map.Entry<String, Object> entry : entries.entrySet()) {
            if (selection.wants(entry.getKey())) {
                tensors.add(tensor(entry.getKey(), entry.getValue()));
            }
        }
        return new TensorFile(Map.of(), tensors, List.copyOf(entries.keySet()));
    }

    private Map<String, Object> entries() throws IOException {
        byte[] pickle = content(members.get(folder + PICKLE.substring(1)));
        try {
            return TorchTensors.of(Pickle.read(pickle), file.stem());
        } catch (IllegalArgumentException e) {
            throw new TensorFileException(
                    e,
                    file.path(),
                    "this is not only tensors, so it is not read (%s); save a flat dict of tensors, or as safetensors",
                    e.getMessage());
        }
    }

    private byte[] content(ZipArchiveEntry entry) throws IOException {
        ZipData.Member member = zip.member(entry);
        if (member.length() > LONGEST_PICKLE) {
            throw new TensorFileException(file.path(), "member '%s' claims %d bytes", member.name(), member.length());
        }
        try (InputStream in = member.stream(file)) {
            return in.readNBytes((int) member.length());
        }
    }

    private Tensor tensor(String name, Object value) throws IOException {
        if (!(value instanceof View view)) {
            throw new TensorFileException(
                    file.path(),
                    "'%s' is not a tensor but %s; save a flat dict of tensors, or select others with option tensor",
                    name,
                    value instanceof Map ? "a dict" : "something else");
        }
        ElementType type = view.elements();
        if (type == null) {
            throw new TensorFileException(
                    file.path(),
                    "tensor '%s' is of type %s, which is not read; select others with option tensor",
                    name,
                    view.type());
        }
        long bytes = Shapes.bytes(file.path(), name, view.shape(), type);
        int[] order = bytes == 0 ? Tensor.cOrder(view.shape().length) : view.denseOrder();
        if (order == null) {
            throw new TensorFileException(
                    file.path(), "tensor '%s' has gaps or repeats elements; call contiguous() before saving it", name);
        }
        return new Tensor(name, type, view.shape(), order, byteOrder, data(name, view, type, bytes));
    }

    private TensorData data(String name, View view, ElementType type, long bytes) throws IOException {
        ZipArchiveEntry entry = members.get(folder + "data/" + view.storage());
        if (entry == null) {
            throw new TensorFileException(
                    file.path(),
                    "the archive is damaged: the storage '%s' of tensor '%s' is missing",
                    view.storage(),
                    name);
        }
        ZipData.Member member = zip.member(entry);
        if (view.offset() > (member.length() - bytes) / type.bytes() || bytes > member.length()) {
            throw new TensorFileException(
                    file.path(),
                    "the archive is damaged: tensor '%s' reaches outside its storage of %d bytes",
                    name,
                    member.length());
        }
        return new ZipData(member, view.offset() * type.bytes(), bytes);
    }
}
