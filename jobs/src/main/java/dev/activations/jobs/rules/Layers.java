package dev.activations.jobs.rules;

import dev.activations.jobs.model.Role;
import java.util.EnumSet;
import java.util.Set;

/** Which roles a rule judges. */
final class Layers {

    static final Set<Role> NOT_OUTPUT = EnumSet.complementOf(EnumSet.of(Role.OUTPUT));

    /** Those that pass a signal on. */
    static final Set<Role> INNER = EnumSet.complementOf(EnumSet.of(Role.OUTPUT, Role.GATE));

    static final Set<Role> HIDDEN = EnumSet.of(Role.HIDDEN);
    static final Set<Role> OUTPUT = EnumSet.of(Role.OUTPUT);
    static final Set<Role> GATE = EnumSet.of(Role.GATE);
    static final Set<Role> ROUTER = EnumSet.of(Role.ROUTER);
    static final Set<Role> FEATURES = EnumSet.of(Role.FEATURES);

    private Layers() {}

    static Set<Role> but(Role... roles) {
        EnumSet<Role> all = EnumSet.allOf(Role.class);
        all.removeAll(Set.of(roles));
        return all;
    }
}
