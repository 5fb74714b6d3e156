//! Plain data in the reader's words, ready for any writer.
