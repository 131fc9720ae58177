package com.didstock.tables;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** A part of a workbook as a stream of tags and texts. Nothing is fetched and nothing expanded, whatever it asks for. */
final class WorkbookXml implements Closeable {

    private static final XMLInputFactory FACTORY = factory();

    private final InputStream content;
    private final XMLStreamReader reader;

    WorkbookXml(InputStream content) throws IOException {
        this.content = content;
        try {
            // Named, so that no other encoding hides anything from who counts.
            this.reader = FACTORY.createXMLStreamReader(content, "UTF-8");
        } catch (XMLStreamException e) {
            throw new TableRefusedException(TableRefusal.BROKEN_WORKBOOK);
        }
    }

    /** What comes next. */
    enum Event {
        START,
        END,
        TEXT,
        OVER
    }

    Event next() throws IOException {
        try {
            while (reader.hasNext()) {
                switch (reader.next()) {
                    case XMLStreamConstants.START_ELEMENT -> {
                        return Event.START;
                    }
                    case XMLStreamConstants.END_ELEMENT -> {
                        return Event.END;
                    }
                    case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
                        return Event.TEXT;
                    }
                    case XMLStreamConstants.DTD,
                            XMLStreamConstants.ENTITY_REFERENCE,
                            XMLStreamConstants.ENTITY_DECLARATION ->
                        throw new TableRefusedException(TableRefusal.HOSTILE_WORKBOOK);
                    default -> {
                        // Comments and the like say nothing.
                    }
                }
            }
            return Event.OVER;
        } catch (XMLStreamException e) {
            throw refusal(e);
        }
    }

    /** {@return the name of the tag at hand, without prefix} */
    String name() {
        return reader.getLocalName();
    }

    /** {@return an attribute of the tag that begins here, in whatever namespace; null if it has none} */
    @Nullable
    String attribute(String name) {
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            if (reader.getAttributeLocalName(i).equals(name)) {
                return reader.getAttributeValue(i);
            }
        }
        return null;
    }

    /** Appends the text at hand, of which no more than one character past the limit is kept. */
    void appendTo(StringBuilder text, int limit) {
        int room = limit + 1 - text.length();
        if (room > 0) {
            text.append(reader.getTextCharacters(), reader.getTextStart(), Math.min(room, reader.getTextLength()));
        }
    }

    @Override
    public void close() throws IOException {
        content.close();
    }

    private static RuntimeException refusal(XMLStreamException failure) throws IOException {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof TableRefusedException refused) {
                return refused;
            }
            if (cause instanceof IOException broken) {
                throw broken;
            }
        }
        return new TableRefusedException(TableRefusal.BROKEN_WORKBOOK);
    }

    private static XMLInputFactory factory() {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, false);
        factory.setXMLResolver((_, _, _, _) -> {
            throw new TableRefusedException(TableRefusal.HOSTILE_WORKBOOK);
        });
        return factory;
    }
}
