import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.xbean.asm9.ClassReader;
import org.apache.xbean.asm9.ClassVisitor;
import org.apache.xbean.asm9.ClassWriter;
import org.apache.xbean.asm9.Opcodes;

/**
 * Gives the classes of a jar that were compiled for Java 5 the form of Java 8, stack maps included: a JVM keeps no older ones
 * in an archive of classes (class data sharing), and picocli's 188 would be parsed and verified at every start.
 * Usage: java -cp CLASSPATH ArchivableClasses.java JAR
 */
final class ArchivableClasses {

    /** The first form that the JVM archives. */
    private static final int JAVA_6 = 50;

    private static final int MAJOR_VERSION = 7;

    private ArchivableClasses() {}

    public static void main(String[] arguments) throws IOException {
        Path jar = Path.of(arguments[0]);
        try (URLClassLoader classes = new URLClassLoader(new URL[] {jar.toUri().toURL()});
                FileSystem files = FileSystems.newFileSystem(URI.create("jar:" + jar.toUri()), Map.of())) {
            int count = 0;
            for (Path file : classFiles(files)) {
                byte[] bytes = Files.readAllBytes(file);
                if (bytes[MAJOR_VERSION] < JAVA_6) {
                    Files.write(file, raised(bytes, classes));
                    count++;
                }
            }
            System.out.println("Gave " + count + " classes of " + jar.getFileName() + " the form of Java 8");
        }
    }

    private static List<Path> classFiles(FileSystem files) throws IOException {
        try (Stream<Path> all = Files.walk(files.getPath("/"))) {
            return all.filter(file -> file.toString().endsWith(".class")).toList();
        }
    }

    private static byte[] raised(byte[] bytes, ClassLoader classes) {
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_FRAMES) {
            @Override
            protected ClassLoader getClassLoader() {
                return classes;
            }
        };
        ClassVisitor version = new ClassVisitor(Opcodes.ASM9, writer) {
            @Override
            public void visit(int old, int access, String name, String signature, String parent, String[] interfaces) {
                super.visit(Opcodes.V1_8, access, name, signature, parent, interfaces);
            }
        };
        new ClassReader(bytes).accept(version, ClassReader.SKIP_FRAMES);
        return writer.toByteArray();
    }
}
