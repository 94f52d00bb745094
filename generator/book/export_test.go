package book

import "testing"

// OpenBefore is [Open] with a look at every operation on the disk before it is done.
func OpenBefore(dir string, before func(operation, name string) error) (*Stage, error) {
	return open(dir, nil, disk{before})
}

// Counts are the entries that this build put in, and those that it took from the build before.
func (c *Cache) Counts() (entries, used int) {
	for _, e := range c.index {
		switch e.use {
		case putIn:
			entries++
		case taken:
			used++
		}
	}
	return entries, used
}

// Anew says how much the build did that the build before had not done: sheets that were computed
// and composed, and files of sheets that it took over.
func (b *Built) Anew() (computed, composed, reused int) {
	return int(b.reader.computed.Load()), int(b.composed.Load()), int(b.reused.Load())
}

// CacheOf opens a cache of the program maker.
func CacheOf(name string, maker [32]byte) *Cache { return CacheBefore(name, maker, nil) }

// CacheBefore is CacheOf with a look ahead of each change to the disk.
func CacheBefore(name string, maker [32]byte, before func(operation, name string) error) *Cache {
	return openCache(name, maker, disk{before})
}

// Close gives up what was put.
func (c *Cache) Close() { c.close() }

// Save is what [Stage.Finish] does.
func (c *Cache) Save() { c.save() }

// BookRoom changes how much of a book's sheets stays in memory, in bytes, until the test ends.
func BookRoom(t *testing.T, bytes int64) { change(t, &bookRoom, bytes) }

// SheetRoom and TableRoom change how many computed sheets, and how many lines of a workbook's tables,
// stay in memory, until the test ends.
func SheetRoom(t *testing.T, sheets int) { change(t, &sheetRoom, sheets) }
func TableRoom(t *testing.T, lines int)  { change(t, &tableRoom, lines) }

// PieceSize changes in how large pieces a large file is written, in bytes, until the test ends.
func PieceSize(t *testing.T, bytes int) { change(t, &pieceSize, bytes) }

func change[T any](t *testing.T, what *T, to T) {
	before := *what
	*what = to
	t.Cleanup(func() { *what = before })
}
