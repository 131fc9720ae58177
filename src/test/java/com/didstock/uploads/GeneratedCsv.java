package com.didstock.uploads;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Enumeration;
import java.util.NoSuchElementException;

/** Files of any length that are made while they are read. */
final class GeneratedCsv {

    static final String HEADER =
            "Number,DID vendor batch,Activation fee,Periodic fee,Description,Released date,Free of charge,Country,Area\n";

    private GeneratedCsv() {}

    /** {@return a file of consecutive numbers} */
    static InputStream rows(long first, int count) {
        return new SequenceInputStream(new Enumeration<>() {

            private int next = -1;

            @Override
            public boolean hasMoreElements() {
                return next < count;
            }

            @Override
            public InputStream nextElement() {
                if (!hasMoreElements()) {
                    throw new NoSuchElementException();
                }
                var text = new StringBuilder();
                if (next < 0) {
                    text.append(HEADER);
                    next = 0;
                }
                for (int i = 0; i < 1_000 && next < count; i++, next++) {
                    text.append(first + next)
                            .append(",Carrier numbers,1.00,2.50,\"line ")
                            .append(next)
                            .append("\",2024-05-06 07:08:09,N,,\n");
                }
                return new ByteArrayInputStream(text.toString().getBytes(StandardCharsets.UTF_8));
            }
        });
    }
}
