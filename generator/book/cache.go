package book

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"sync"

	"budgetbook/generator/form"
	"budgetbook/generator/render/pdf/paint"
)

// A Cache keeps painted sheets in a file from one build to the next, by the digest of all that
// they are made of: a sheet that nobody changed need not be set again. It is there for speed
// alone. A file that is missing, cut short or another program's is an empty cache, and an entry
// with one byte wrong is none.
//
// The file is a head (what it is, whose, where its index is and the SHA-256 of that) and
// behind it entries and indexes. A build adds its entries and an index of all that is still of
// use, and as the last thing changes the head: until then the file is the cache that it was.
// What no index leads to stays where it is until it is a third of the file.
type Cache struct {
	disk  disk
	name  string
	maker [sha256.Size]byte

	mu        sync.Mutex // guards all below
	file      *os.File   // nil: there is none yet, or it could not be made
	index     map[cacheKey]stored
	kept, end int64 // bytes of the file that the head vouches for, and that there are by now
	err       error // of writing: the cache stays as it was
}

type cacheKey = [sha256.Size]byte

// stored is where an entry stands in the file.
type stored struct {
	sum      [sha256.Size]byte
	at, size int64
	idle     int16
	use      use
}

// use is what this build had of an entry.
type use uint8

const (
	notUsed use = iota
	taken
	putIn
)

// cached is a line of the index in the file. Idle counts the builds that had no use for the entry:
// those of a part of the book must not drop the rest.
type cached struct {
	Key, Sum       [sha256.Size]byte
	At, Size, Idle int64
}

// cacheHead is the head of the file.
type cacheHead struct {
	Mark     [19]byte
	Maker    [sha256.Size]byte
	At, Size int64 // of the index
	Sum      [sha256.Size]byte
}

const (
	cacheMark  = "budgetbook cache 2\n"
	cacheIdle  = 3       // an entry stays for so many builds without use
	cacheSlack = 1 << 20 // bytes without use that are never worth a new file
)

var (
	headSize = int64(binary.Size(cacheHead{}))
	lineSize = int64(binary.Size(cached{}))
)

// Cache opens the cache of the book at the target; nil where there can be none. [Stage.Finish]
// brings it up to date.
func (s *Stage) Cache() *Cache {
	maker, err := executable()
	if err != nil {
		return nil
	}
	s.cache = openCache(filepath.Join(s.work, "cache"), maker, s.disk)
	return s.cache
}

// executable tells the running program from every other: a version number would not tell two
// programs under development apart. It is the SHA-256 of the file's beginning, where the Go
// linker puts a hash of all the rest, and of the whole file where it was told not to.
var executable = sync.OnceValues(func() (sum [sha256.Size]byte, err error) {
	name, err := os.Executable()
	if err != nil {
		return sum, err
	}
	f, err := os.Open(name)
	if err != nil {
		return sum, err
	}
	defer f.Close()
	h := sha256.New()
	head, err := io.ReadAll(io.TeeReader(io.LimitReader(f, 64<<10), h))
	if err != nil {
		return sum, err
	}
	if !bytes.Contains(head, []byte("\xff Go build ID: \"")) && !bytes.Contains(head, []byte("Go\x00\x00")) { // the second in ELF
		if _, err := io.Copy(h, f); err != nil {
			return sum, err
		}
	}
	return [sha256.Size]byte(h.Sum(nil)), nil
})

func openCache(name string, maker [sha256.Size]byte, d disk) *Cache {
	c := &Cache{disk: d, name: name, maker: maker, index: map[cacheKey]stored{}}
	if info, err := os.Lstat(name); err != nil || !info.Mode().IsRegular() {
		return c
	}
	f, err := os.OpenFile(name, os.O_RDWR, 0)
	if err != nil {
		return c
	}
	index, end, err := readIndex(f, maker)
	if err != nil {
		f.Close()
		return c
	}
	c.file, c.index, c.kept, c.end = f, index, end, end
	return c
}

var errCache = errors.New("no cache of this program")

// readIndex reads the index, and where it ends.
func readIndex(f *os.File, maker [sha256.Size]byte) (index map[cacheKey]stored, end int64, err error) {
	info, err := f.Stat()
	if err != nil {
		return nil, 0, err
	}
	var head cacheHead
	if err := binary.Read(io.NewSectionReader(f, 0, headSize), binary.LittleEndian, &head); err != nil {
		return nil, 0, err
	}
	size := info.Size()
	if string(head.Mark[:]) != cacheMark || head.Maker != maker || head.At < headSize || head.At > size || head.Size < 0 || head.Size > size-head.At {
		return nil, 0, errCache
	}
	data := make([]byte, head.Size)
	if _, err := f.ReadAt(data, head.At); err != nil {
		return nil, 0, err
	}
	if sha256.Sum256(data) != head.Sum {
		return nil, 0, errCache
	}
	lines := make([]cached, head.Size/lineSize)
	if err := binary.Read(bytes.NewReader(data), binary.LittleEndian, lines); err != nil {
		return nil, 0, err
	}
	index = make(map[cacheKey]stored, len(lines))
	for _, l := range lines {
		if l.At < headSize || l.Size < 0 || l.Idle < 0 || l.Idle > cacheIdle || l.At > head.At || l.Size > head.At-l.At {
			return nil, 0, errCache
		}
		index[l.Key] = stored{sum: l.Sum, at: l.At, size: l.Size, idle: int16(l.Idle)}
	}
	return index, head.At + head.Size, nil
}

// Get is the entry with the key, of a build before or of this one, or nil.
func (c *Cache) Get(key cacheKey) []byte {
	if c == nil {
		return nil
	}
	c.mu.Lock()
	e, ok := c.index[key]
	file := c.file
	c.mu.Unlock()
	if !ok {
		return nil
	}
	data := make([]byte, e.size)
	if _, err := file.ReadAt(data, e.at); err != nil || sha256.Sum256(data) != e.sum {
		return nil
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if e := c.index[key]; e.use == notUsed && c.index != nil { // else it is closed by now
		e.use = taken
		c.index[key] = e
	}
	return data
}

// Put keeps an entry for the next build.
func (c *Cache) Put(key cacheKey, data []byte) {
	if c == nil {
		return
	}
	sum := sha256.Sum256(data)
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.index[key].use == putIn {
		return
	}
	if at := c.add(data); c.err == nil {
		c.index[key] = stored{sum: sum, at: at, size: int64(len(data)), use: putIn}
	}
}

// add writes behind all that is there and returns where.
func (c *Cache) add(data []byte) (at int64) {
	if c.file == nil && c.err == nil {
		c.create(c.name)
	}
	at = c.end
	c.write(data, at)
	c.end += int64(len(data))
	return at
}

func (c *Cache) write(data []byte, at int64) {
	if c.err == nil {
		c.err = c.disk.writeAt(c.file, data, at)
	}
}

// create begins a file without a head: nobody will take it for a cache.
func (c *Cache) create(name string) {
	c.disk.remove(name)                                   // another program's
	c.file, c.err = c.disk.create(name, os.O_EXCL, 0o600) // it holds what the council edition holds
	c.end = headSize
}

// save puts the cache in order for the next build: what this one made or used, and what it
// had no use for yet. A cache that cannot be written stays as it was; the book does without.
func (c *Cache) save() {
	defer c.close()
	c.mu.Lock()
	defer c.mu.Unlock()
	changed := false
	live := headSize
	var lines []cached
	for key, e := range c.index {
		idle := e.idle + 1
		if e.use != notUsed {
			idle = 0
		}
		changed = changed || e.use == putIn || idle != e.idle
		if idle <= cacheIdle {
			lines = append(lines, cached{Key: key, Sum: e.sum, At: e.at, Size: e.size, Idle: int64(idle)})
			live += lineSize + e.size
		}
	}
	if !changed {
		return
	}
	slices.SortFunc(lines, func(a, b cached) int { return cmp.Compare(a.At, b.At) })
	if dead := c.end - live; dead > live/2 && dead > cacheSlack {
		c.rewrite(lines)
	} else {
		c.seal(lines)
	}
}

// seal makes what is written the cache, with the lines as its index.
func (c *Cache) seal(lines []cached) {
	var index, head bytes.Buffer // fixed sizes into memory: writing cannot fail
	_ = binary.Write(&index, binary.LittleEndian, lines)
	at := c.add(index.Bytes())
	_ = binary.Write(&head, binary.LittleEndian, cacheHead{Mark: [19]byte([]byte(cacheMark)), Maker: c.maker,
		At: at, Size: int64(index.Len()), Sum: sha256.Sum256(index.Bytes())})
	c.write(head.Bytes(), 0)
	if c.err == nil {
		c.kept = c.end
	}
}

// rewrite puts the entries of the lines into a new file in place of this one.
func (c *Cache) rewrite(lines []cached) {
	n := &Cache{disk: c.disk, name: c.name, maker: c.maker}
	n.create(c.name + "-new")
	for i := range lines {
		data := make([]byte, lines[i].Size)
		if _, err := c.file.ReadAt(data, lines[i].At); err != nil {
			n.err = cmp.Or(n.err, err)
		}
		lines[i].At = n.add(data)
	}
	n.seal(lines)
	if n.file != nil { // Windows renames none that is open
		n.err = errors.Join(n.err, n.disk.close(n.file))
	}
	c.file.Close()
	c.file = nil
	if n.err == nil {
		n.err = n.disk.rename(n.name+"-new", n.name)
	}
	if n.err != nil {
		n.disk.remove(n.name + "-new")
	}
}

// close gives up what is not sealed. Workers that have not heard of it yet may still put: in vain.
func (c *Cache) close() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.err = ErrDiscarded
	if c.file == nil {
		return
	}
	if c.end > c.kept && c.kept > 0 {
		_ = c.disk.truncate(c.file, c.kept) // else the next build writes over it
	}
	c.file.Close()
	c.file, c.index = nil, nil
	if c.kept == 0 {
		c.disk.remove(c.name)
	}
}

// styled is the part of a cache that holds sheets of one style, painted in one way.
type styled struct {
	*Cache
	style [sha256.Size]byte
}

func (c *Cache) of(style form.Style, painter paint.Painter) styled {
	return styled{c, sha256.Sum256(fmt.Appendf(nil, "%d %+v", painter, style))}
}

func (s styled) key(sheet cacheKey) cacheKey { return sha256.Sum256(append(s.style[:], sheet[:]...)) }

func (s styled) Get(sheet cacheKey) []byte       { return s.Cache.Get(s.key(sheet)) }
func (s styled) Put(sheet cacheKey, data []byte) { s.Cache.Put(s.key(sheet), data) }
