package dev.activations.tensors.file;

import dev.activations.tensors.TensorFileException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;

/** An npz file: a zip of npy files, as {@code numpy.savez} and {@code savez_compressed} write it. */
public final class Npz {

    private static final String NPY = ".npy";

    private Npz() {}

    /** Reads and checks the zip's directory and the headers of the arrays that are asked for. */
    public static TensorFile read(FileBytes file, Selection selection) throws IOException {
        try (ZipMembers zip = ZipMembers.open(file, "numpy.savez", "save the arrays of a log with numpy.savez")) {
            List<Tensor> tensors = new ArrayList<>();
            List<String> names = new ArrayList<>();
            for (ZipArchiveEntry entry : zip.list()) {
                String member = entry.getName();
                String name = member.endsWith(NPY) ? member.substring(0, member.length() - NPY.length()) : member;
                names.add(name);
                if (selection.wants(name)) {
                    ZipData.Member found = zip.member(entry);
                    if (selection.reaches(found.position(), found.position() + found.storedLength())) {
                        tensors.add(tensor(file, found, name));
                    }
                }
            }
            return new TensorFile(Map.of(), tensors, names);
        }
    }

    private static Tensor tensor(FileBytes file, ZipData.Member member, String name) throws IOException {
        if (!member.name().endsWith(NPY)) {
            throw new TensorFileException(
                    file.path(), "member '%s' is not an npy array; select others with option tensor", name);
        }
        try (InputStream in = member.stream(file)) {
            NpyHeader header = NpyHeader.read(in, file.path(), name);
            long length = member.length() - header.length();
            return header.tensor(file.path(), name, new ZipData(member, header.length(), length));
        }
    }
}
