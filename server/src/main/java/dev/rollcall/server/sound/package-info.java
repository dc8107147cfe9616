/** Sound from the web: files and TwiML documents that apps name, fetched while they play. */
@NullMarked
package dev.rollcall.server.sound;

import org.jspecify.annotations.NullMarked;
