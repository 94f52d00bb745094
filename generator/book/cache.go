package book

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"maps"
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
// The file is a head (what it is, and whose), the entries, an index of them and a tail that
// says where the index begins and what its SHA-256 is.
type Cache struct {
	disk   disk
	name   string
	maker  [sha256.Size]byte
	before *os.File // nil: there is none
	index  map[cacheKey]cached

	mu    sync.Mutex // guards all below
	after *os.File   // nil: nothing was put yet, or it could not be
	end   int64
	made  map[cacheKey]cached
	used  map[cacheKey]bool
	err   error // of writing: the cache stays as it was
}

type cacheKey = [sha256.Size]byte

// cached is a line of the index: where an entry stands in its file. Idle counts the builds
// that had no use for it: those of a part of the book must not drop the rest.
type cached struct {
	Key, Sum       [sha256.Size]byte
	At, Size, Idle int64
}

func (c cached) before(d cached) int { return cmp.Compare(c.At, d.At) }

const (
	cacheMark = "budgetbook cache 1\n"
	cacheHead = int64(len(cacheMark) + sha256.Size)
	cacheTail = int64(8 + sha256.Size)
	cacheIdle = 3 // an entry stays for so many builds without use
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
	c := &Cache{disk: d, name: name, maker: maker, made: map[cacheKey]cached{}, used: map[cacheKey]bool{}}
	f, err := os.Open(name)
	if err != nil {
		return c
	}
	if c.index, err = readIndex(f, maker); err != nil {
		f.Close()
		return c
	}
	c.before = f
	return c
}

var errCache = errors.New("no cache of this program")

func readIndex(f *os.File, maker [sha256.Size]byte) (map[cacheKey]cached, error) {
	info, err := f.Stat()
	if err != nil || !info.Mode().IsRegular() || info.Size() < cacheHead+cacheTail {
		return nil, cmp.Or(err, errCache)
	}
	size := info.Size() - cacheTail // of all before the tail
	head, tail := make([]byte, cacheHead), make([]byte, cacheTail)
	if _, err := f.ReadAt(head, 0); err != nil || string(head) != cacheMark+string(maker[:]) {
		return nil, cmp.Or(err, errCache)
	}
	if _, err := f.ReadAt(tail, size); err != nil {
		return nil, err
	}
	start := int64(binary.LittleEndian.Uint64(tail))
	if start < cacheHead || start > size {
		return nil, errCache
	}
	data := make([]byte, size-start)
	if _, err := f.ReadAt(data, start); err != nil {
		return nil, err
	}
	if sum := sha256.Sum256(data); !bytes.Equal(sum[:], tail[8:]) {
		return nil, errCache
	}
	records := make([]cached, len(data)/binary.Size(cached{}))
	if err := binary.Read(bytes.NewReader(data), binary.LittleEndian, records); err != nil {
		return nil, err
	}
	index := make(map[cacheKey]cached, len(records))
	for _, r := range records {
		if r.At < cacheHead || r.Size < 0 || r.At > start || r.Size > start-r.At {
			return nil, errCache
		}
		index[r.Key] = r
	}
	return index, nil
}

// Get is the entry with the key, of the build before or of this one, or nil.
func (c *Cache) Get(key cacheKey) []byte {
	at, ok := c.index[key]
	if !ok {
		return c.put(key)
	}
	data := make([]byte, at.Size)
	if _, err := c.before.ReadAt(data, at.At); err != nil || sha256.Sum256(data) != at.Sum {
		return c.put(key)
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.used[key] = true
	return data
}

// put is the entry that this build put there, or nil.
func (c *Cache) put(key cacheKey) []byte {
	c.mu.Lock()
	defer c.mu.Unlock()
	at, ok := c.made[key]
	if !ok || c.err != nil {
		return nil
	}
	data := make([]byte, at.Size)
	if _, err := c.after.ReadAt(data, at.At); err != nil || sha256.Sum256(data) != at.Sum {
		return nil
	}
	return data
}

// Put keeps an entry for the next build.
func (c *Cache) Put(key cacheKey, data []byte) {
	sum := sha256.Sum256(data)
	c.mu.Lock()
	defer c.mu.Unlock()
	if _, there := c.made[key]; there {
		return
	}
	c.made[key] = cached{Key: key, Sum: sum, At: c.position(), Size: int64(len(data))}
	c.write(data)
}

// position is where the next byte goes.
func (c *Cache) position() int64 {
	if c.after == nil && c.err == nil {
		c.after, c.err = c.disk.create(c.name+"-new", os.O_TRUNC, 0o600) // it holds what the council edition holds
		c.write([]byte(cacheMark))
		c.write(c.maker[:])
	}
	return c.end
}

func (c *Cache) write(data []byte) {
	if c.err == nil {
		c.err = c.disk.append(c.after, data)
		c.end += int64(len(data))
	}
}

// save puts the cache in order for the next build: what this one made or used, and what it
// had no use for yet. A cache that cannot be written stays away; the book does without.
func (c *Cache) save() {
	if len(c.made) == 0 && len(c.used) == len(c.index) {
		c.close() // nothing new, nothing to drop
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.position()
	var records []cached
	for _, r := range slices.SortedFunc(maps.Values(c.index), cached.before) {
		if r.Idle++; c.used[r.Key] {
			r.Idle = 0
		}
		if _, damaged := c.made[r.Key]; damaged || r.Idle > cacheIdle { // the one is made anew, the other given up
			continue
		}
		data := make([]byte, r.Size)
		if _, err := c.before.ReadAt(data, r.At); err != nil {
			continue
		}
		r.At = c.end
		c.write(data)
		records = append(records, r)
	}
	records = slices.AppendSeq(records, maps.Values(c.made))
	slices.SortFunc(records, cached.before)
	var index bytes.Buffer
	_ = binary.Write(&index, binary.LittleEndian, records) // fixed sizes into memory: cannot fail
	sum := sha256.Sum256(index.Bytes())
	tail := binary.LittleEndian.AppendUint64(nil, uint64(c.end))
	c.write(index.Bytes())
	c.write(append(tail, sum[:]...))
	c.shut()
	if c.err == nil {
		c.err = c.disk.rename(c.name+"-new", c.name)
	}
	if c.err != nil {
		c.disk.remove(c.name + "-new")
	}
}

// close gives up what was put. Workers that have not heard of it yet may still put: in vain.
func (c *Cache) close() {
	c.mu.Lock()
	defer c.mu.Unlock()
	begun := c.after != nil
	c.shut()
	if begun {
		c.disk.remove(c.name + "-new")
	}
	c.err = ErrDiscarded
}

// shut closes the files: Windows renames none that is open.
func (c *Cache) shut() {
	if c.after != nil {
		c.err = errors.Join(c.err, c.disk.close(c.after))
		c.after = nil
	}
	if c.before != nil {
		c.before.Close()
		c.before, c.index = nil, nil
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
