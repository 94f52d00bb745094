package layout

import "sync"

// stock is memory for many short slices, cut from a long one. What was cut is of no use
// after [stock.renew].
type stock[T any] struct {
	all  []T
	used int
}

// room makes room for n more behind a slice: where it stands if it was cut last, else
// elsewhere.
func (s *stock[T]) room(x []T, n int) []T {
	if cap(x)-len(x) >= n {
		return x
	}
	if s.last(x) {
		s.used -= cap(x)
	}
	n += len(x)
	if len(s.all)-s.used < n {
		s.all, s.used = make([]T, max(2*n, 2*len(s.all), leastStock)), 0
	}
	out := append(s.all[s.used:s.used:s.used+n], x...) // onto itself where it stays
	s.used += n
	return out
}

// back takes the room back that is left behind a slice, if it was cut last.
func (s *stock[T]) back(x []T) []T {
	if s.last(x) {
		s.used -= cap(x) - len(x)
	}
	return x[:len(x):len(x)]
}

// last reports whether a slice was cut last.
func (s *stock[T]) last(x []T) bool {
	n := cap(x)
	return 0 < n && n <= s.used && &x[:n][0] == &s.all[s.used-n]
}

// one makes room for one more and returns it.
func (s *stock[T]) one(v T) *T { return &append(s.room(nil, 1), v)[0] }

func (s *stock[T]) renew() { s.used = 0 }

// leastStock is how many a stock begins with.
const leastStock = 256

// stocks are what a chapter is made of until its pages are full. They are used again for the
// next: almost all memory of layout is theirs.
type stocks struct {
	glyphs stock[glyph]
	runs   stock[run]
	lines  stock[line]
	strips stock[strip]
	pieces stock[piece]
	cells  stock[cell]
	items  stock[item]
	spans  []span // of the piece that is being set
}

var stocksPool = sync.Pool{New: func() any { return &stocks{} }}
