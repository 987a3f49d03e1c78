package dev.ghlsync.schemas.serde;

import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.util.ClassSecurityValidator;

/**
 * Lets Avro make instances of our generated records and enums. Avro 1.12.2 refuses every class that is not trusted by
 * name, so code that reads or writes generated records without {@link AvroSerdes} calls {@link #trust()} first.
 */
public final class TrustedRecords {
    private static final String OURS = "dev.ghlsync.";

    static {
        ClassSecurityValidator.setGlobal(
                ClassSecurityValidator.composite(ClassSecurityValidator.getGlobal(), TrustedRecords::isOurs));
    }

    private TrustedRecords() {}

    /** Trusts our records in this JVM, beside whatever was trusted before; further calls do nothing. */
    public static void trust() {
        // The static initializer has done it, once.
    }

    private static boolean isOurs(Class<?> type) {
        return type.getName().startsWith(OURS) && (SpecificRecord.class.isAssignableFrom(type) || type.isEnum());
    }
}
