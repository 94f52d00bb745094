package book

import "testing"

// OpenBefore is [Open] with a look at every operation on the disk before it is done.
func OpenBefore(dir string, before func(operation, name string) error) (*Stage, error) {
	return open(dir, nil, disk{before})
}

// Counts are the entries that this build put in, and those that it took from the build before.
func (c *Cache) Counts() (made, used int) { return len(c.made), len(c.used) }

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

// PaintedRoom changes how much of what is painted stays in memory, until the test ends.
func PaintedRoom(t *testing.T, bytes int64) {
	before := paintedRoom
	paintedRoom = bytes
	t.Cleanup(func() { paintedRoom = before })
}
