package dev.activations.arrow;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A root allocator for each test, which fails a test that leaves a byte allocated. */
public final class Memory implements BeforeEachCallback, AfterEachCallback {

    private RootAllocator root;

    @Override
    public void beforeEach(ExtensionContext context) {
        root = new RootAllocator();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        long left = root.getAllocatedMemory();
        if (context.getExecutionException().isEmpty()) {
            assertThat(left).as("bytes still allocated after the test").isZero();
            root.close();
        }
    }

    public BufferAllocator allocator() {
        return root;
    }
}
