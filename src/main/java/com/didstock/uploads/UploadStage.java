package com.didstock.uploads;

/** How far an upload is. */
public enum UploadStage {
    /** Being read and checked. */
    STAGING,
    /** Read and checked; waits for somebody to import or cancel it. */
    CHECKED,
    /** Being imported, or stopped halfway: importing again goes on. */
    IMPORTING,
    IMPORTED,
    CANCELLED,
    /** The file was refused. */
    FAILED
}
