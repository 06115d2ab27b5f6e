package dev.activations.tensors.file;

import dev.activations.tensors.TensorFileException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipException;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/** The members of a zip archive, zip64 too, stored or deflated, by its directory at the end. */
final class ZipMembers implements AutoCloseable {

    private static final byte[] MAGIC = {'P', 'K'};

    private final FileBytes file;
    private final ZipFile zip;

    private ZipMembers(FileBytes file, ZipFile zip) {
        this.file = file;
        this.zip = zip;
    }

    /**
     * Reads the archive's directory.
     *
     * @param origin what writes such files, as errors name it
     * @param instead how a log is saved in this form, for whoever gave another file
     * @throws TensorFileException if the file does not begin as numpy and PyTorch expect a zip archive to, or is damaged
     */
    static ZipMembers open(FileBytes file, String origin, String instead) throws IOException {
        byte[] start = file.read(0, (int) Math.min(file.length(), MAGIC.length));
        if (!Arrays.equals(start, MAGIC)) {
            throw new TensorFileException(
                    file.path(), "this is not a file of %s, which is a zip archive; %s", origin, instead);
        }
        try {
            ZipFile zip = ZipFile.builder()
                    .setSeekableByteChannel(new SeekableFile(file))
                    .setIgnoreLocalFileHeader(true)
                    .setUseUnicodeExtraFields(false)
                    .get();
            return new ZipMembers(file, zip);
        } catch (IOException | RuntimeException e) {
            throw damaged(file, e);
        }
    }

    /** All members that are files, in the directory's order; a name that comes twice is an error. */
    List<ZipArchiveEntry> list() {
        Set<String> names = new HashSet<>();
        List<ZipArchiveEntry> members = new ArrayList<>();
        for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
            if (!names.add(entry.getName())) {
                throw new TensorFileException(file.path(), "the archive has two members '%s'", entry.getName());
            }
            if (!entry.isDirectory()) {
                members.add(entry);
            }
        }
        return members;
    }

    /** A member with the place of its bytes; an error where it is encrypted, or compressed in another way. */
    ZipData.Member member(ZipArchiveEntry entry) throws IOException {
        boolean deflated = entry.getMethod() == ZipArchiveEntry.DEFLATED;
        boolean encrypted = entry.getGeneralPurposeBit().usesEncryption();
        if (encrypted || !deflated && entry.getMethod() != ZipArchiveEntry.STORED) {
            throw new TensorFileException(
                    file.path(),
                    "member '%s' is %s; only stored and deflated members can be read",
                    entry.getName(),
                    encrypted ? "encrypted" : "compressed by method " + entry.getMethod());
        }
        ZipData.Member member = new ZipData.Member(
                entry.getName(), start(entry), entry.getCompressedSize(), entry.getSize(), deflated, entry.getCrc());
        member.requireWithin(file);
        return member;
    }

    /** Its bytes begin behind a header of their own, of which only the length counts. */
    private long start(ZipArchiveEntry entry) throws IOException {
        try (var raw = zip.getRawInputStream(entry)) {
            if (raw == null) {
                throw new ZipException("member '%s' has no data".formatted(entry.getName()));
            }
            return entry.getDataOffset();
        } catch (IOException | RuntimeException e) {
            throw damaged(file, e);
        }
    }

    private static TensorFileException damaged(FileBytes file, Exception failure) {
        Throwable innermost = failure;
        while (innermost.getCause() != null) {
            innermost = innermost.getCause();
        }
        boolean told = innermost instanceof IOException && innermost.getMessage() != null;
        return new TensorFileException(
                failure,
                file.path(),
                "this cannot be read as a zip archive: %s",
                told
                        ? innermost.getMessage()
                        : "it is damaged (" + innermost.getClass().getSimpleName() + ")");
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
