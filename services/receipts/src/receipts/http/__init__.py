"""The routes of receipts: pages, the stream, the mailbox of messages."""
