package com.didstock.api;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** A request whose body was read already and is read again from memory. */
final class BufferedRequest extends HttpServletRequestWrapper {

    /** More than the longest request that makes sense: an operation on 10,000 numbers takes a quarter of it. */
    static final int LARGEST = 1024 * 1024;

    private final byte[] body;

    /**
     * @throws ApiProblemException if the body is larger than {@value #LARGEST} bytes
     */
    BufferedRequest(HttpServletRequest request) throws IOException {
        super(request);
        if (request.getContentLengthLong() > LARGEST) {
            throw new ApiProblemException(ProblemCode.TOO_LARGE);
        }
        body = request.getInputStream().readNBytes(LARGEST + 1);
        if (body.length > LARGEST) {
            throw new ApiProblemException(ProblemCode.TOO_LARGE);
        }
    }

    byte[] body() {
        return body;
    }

    @Override
    public ServletInputStream getInputStream() {
        var bytes = new ByteArrayInputStream(body);
        return new ServletInputStream() {
            @Override
            public int read() {
                return bytes.read();
            }

            @Override
            public int read(byte[] target, int offset, int length) {
                return bytes.read(target, offset, length);
            }

            @Override
            public boolean isFinished() {
                return bytes.available() == 0;
            }

            @Override
            public boolean isReady() {
                return true;
            }

            @Override
            public void setReadListener(ReadListener listener) {
                throw new UnsupportedOperationException("read at once");
            }
        };
    }

    @Override
    public BufferedReader getReader() {
        return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
    }
}
