/* The event loop of steelyard.stress.people, written a second time in C.
 *
 * It works on the very tables of the Python package (see engine/layout.py), with the same
 * keyed generator, and must give the same numbers to the last bit: it is both the
 * yardstick of speed and an independent check. Left out, as the benchmark's
 * networks do not use them: links, patience, crowding, surges, outages, clocks,
 * reserved places and records. The structs are written by people_c.py.
 */
#include <math.h>
#include <stdint.h>
#include <string.h>

#include "people_structs.h"

#define NONE 0xFFFFFFFFu
#define FOREVER 0x7FF0000000000000ll
#define HARD 1u
#define BINS (26 * 32 + 2)
enum { ARRIVE, COMPLETE };
enum { DUTY, ROOM, CLOSE, PACE, DEPART, BULK, TICK, RESET, END };
enum { WAITING, SERVED, HOLDING, OUTSIDE, GONE, FREED };
enum { FIXED, EXPONENTIAL, LOGNORMAL, GAMMA };

static const double *EXP_X, *EXP_F, *NOR_X, *NOR_F;

typedef struct {
  GLOBAL *g;
  STATION *station;
  CELL *cell;
  LAW *law;
  double *tab;
  BRANCH *branch;
  TARGET *target;
  STREAM *stream;
  ENTRY *timeline;
  QUEUE *queue;
  uint32_t *touched;
  PERSON *person;
  int64_t *heap_at;
  uint64_t *heap_what;
  STAT *stat;
  PLACE_STAT *place_stat;
  int64_t *flow;
  uint32_t *sketch;
  int64_t streams, persons;
} WORK;

typedef struct { uint64_t s, c0, c1, c2, c3; } KEY;
typedef struct { uint64_t a, b, c, d; } WORDS;

static inline WORDS philox(KEY k, uint64_t block) {
  uint64_t x = k.c0 | (k.c1 << 32), y = (k.c2 << 32) | k.c3 | block, key = k.s;
  for (int i = 0; i < 10; i++) {
    unsigned __int128 p = (unsigned __int128)0xD2B74407B1CE6E93ull * x;
    x = (uint64_t)(p >> 64) ^ y ^ key;
    y = (uint64_t)p;
    key += 0x9E3779B97F4A7C15ull;
  }
  return (WORDS){x & NONE, x >> 32, y & NONE, y >> 32};
}
static inline double open_unit(uint64_t w) { return ((double)w + 0.5) * 0x1p-32; }
static inline double unit53(uint64_t l) { return (double)(l >> 11) * 0x1p-53; }

static double exponential(KEY k, uint64_t block, uint64_t a, uint64_t b, uint64_t d) {
  uint64_t bits = a | (b << 32);
  for (;;) {
    uint64_t i = bits & 255;
    double x = unit53(bits) * EXP_X[i];
    if (x < EXP_X[i + 1]) return x;
    if (i == 0) return 7.69711747013104972 - log(open_unit(d));
    if (EXP_F[i] + open_unit(d) * (EXP_F[i + 1] - EXP_F[i]) < exp(-x)) return x;
    WORDS w = philox(k, ++block);
    bits = w.a | (w.b << 32);
    d = w.d;
  }
}

static double normal_tail(KEY k, uint64_t block) {
  const double r = 3.6541528853610087963519472518;
  for (;; block++) {
    WORDS w = philox(k, block);
    double x = -log(open_unit(w.a)) / r, y = -log(open_unit(w.b));
    if (y + y > x * x) return r + x;
  }
}

static double normal(KEY k, uint64_t block, uint64_t a, uint64_t b, uint64_t d) {
  uint64_t bits = a | (b << 32);
  for (;;) {
    uint64_t i = bits & 255;
    double sign = bits & 256 ? -1.0 : 1.0, x = unit53(bits) * NOR_X[i];
    if (x < NOR_X[i + 1]) return sign * x;
    if (i == 0) return sign * normal_tail(k, block + 1);
    if (NOR_F[i] + open_unit(d) * (NOR_F[i + 1] - NOR_F[i]) < exp(-0.5 * x * x))
      return sign * x;
    WORDS w = philox(k, ++block);
    bits = w.a | (w.b << 32);
    d = w.d;
  }
}

static double gamma_draw(KEY k, uint64_t block, double shape) {
  double boost = 1.0;
  if (shape < 1.0) {
    WORDS w = philox(k, block++);
    boost = pow(open_unit(w.c), 1.0 / shape);
    shape += 1.0;
  }
  double d = shape - 1.0 / 3.0, c = 1.0 / sqrt(9.0 * d);
  for (; block < 1000; ) {
    WORDS w = philox(k, block);
    double x = normal(k, block, w.a, w.b, w.d), v = 1.0 + c * x;
    block += 8;
    v = v * v * v;
    if (v <= 0.0) continue;
    if (log(open_unit(w.c)) < 0.5 * x * x + d * (1.0 - v + log(v))) return boost * d * v;
  }
  return boost * d;
}

static inline double duration(KEY k, WORDS w, const LAW *law) {
  switch (law->kind) {
    case EXPONENTIAL: return law->a * exponential(k, 0, w.a, w.b, w.d);
    case FIXED: return law->a;
    case LOGNORMAL: return exp(law->a + law->b * normal(k, 0, w.a, w.b, w.d));
    default: return law->b * gamma_draw(k, 1, law->a);
  }
}

static inline void sink(WORK *w, int64_t at, uint64_t what) {
  uint64_t n = w->g->heap, i = 0, child = 1;
  int64_t *t = w->heap_at;
  uint64_t *e = w->heap_what;
  while (child < n) {
    child += t[child + 1] < t[child];
    int64_t first = t[child];
    if (first >= at) break;
    t[i] = first;
    e[i] = e[child];
    i = child;
    child = 2 * i + 1;
  }
  t[i] = at;
  e[i] = what;
}

/* Bits of a time; doubles that are not negative compare as whole numbers do. */
static inline int64_t order(double at) {
  int64_t bits;
  memcpy(&bits, &at, 8);
  return bits;
}

static inline double first_time(WORK *w) {
  double at;
  memcpy(&at, &w->heap_at[0], 8);
  return at;
}

static inline void push(WORK *w, double time, uint64_t what) {
  GLOBAL *g = w->g;
  int64_t at = order(time);
  if (g->hole) {
    g->hole = 0;
    sink(w, at, what);
    return;
  }
  int64_t *t = w->heap_at;
  uint64_t i = g->heap++;
  t[i + 1] = FOREVER;
  while (i > 0) {
    uint64_t up = (i - 1) >> 1;
    if (t[up] <= at) break;
    t[i] = t[up];
    w->heap_what[i] = w->heap_what[up];
    i = up;
  }
  t[i] = at;
  w->heap_what[i] = what;
}

static inline void close_hole(WORK *w) {
  GLOBAL *g = w->g;
  g->hole = 0;
  uint64_t last = --g->heap;
  int64_t at = w->heap_at[last];
  uint64_t what = w->heap_what[last];
  w->heap_at[last] = FOREVER;
  if (last > 0) sink(w, at, what);
}

static inline int64_t sketch_bin(double hours) {
  int64_t bits;
  memcpy(&bits, &hours, 8);
  int64_t i = (bits >> 47) - ((int64_t)(1023 - 10) << 5) + 1;
  return i < 0 ? 0 : i > BINS - 1 ? BINS - 1 : i;
}

static inline void tally_wait(WORK *w, int64_t row, double hours) {
  STAT *s = &w->stat[row];
  s->waits++;
  s->wait_sum += hours;
  s->wait_squares += hours * hours;
  if (hours > s->wait_most) s->wait_most = hours;
  w->sketch[2 * row * BINS + sketch_bin(hours)]++;
}

static inline void tally_stay(WORK *w, int64_t row, double hours) {
  STAT *s = &w->stat[row];
  s->stays++;
  s->stay_sum += hours;
  s->stay_squares += hours * hours;
  if (hours > s->stay_most) s->stay_most = hours;
  w->sketch[(2 * row + 1) * BINS + sketch_bin(hours)]++;
}

static inline int full(const STATION *st) {
  return (st->traits & HARD) && (st->closed > 0 || st->inside + st->held >= st->room + st->more_room);
}

static inline int32_t servers(const STATION *st) { return st->closed > 0 ? 0 : st->duty + st->extra; }

static inline void touch(WORK *w, int64_t s) {
  if (!w->station[s].touched) {
    w->station[s].touched = 1;
    w->touched[w->g->touched++] = s;
  }
}

static inline void release(WORK *w, uint32_t p) {
  w->person[p].state = FREED;
  w->person[p].stamp++;
  w->person[p].next = w->g->free;
  w->g->free = p;
}

static inline int enter(WORK *w, uint32_t p, int64_t s, double t) {
  PERSON *person = &w->person[p];
  STATION *st = &w->station[s];
  uint64_t bit = (uint64_t)1 << (s & 63);
  if (person->visited & bit) person->laps++;
  person->visited |= bit;
  person->entered = t;
  person->station = (uint16_t)s;
  person->state = WAITING;
  int64_t row = s * w->g->classes + person->cls;
  STAT *stat = &w->stat[row];
  stat->n++;
  stat->area -= t;
  stat->entries++;
  st->inside++;
  PLACE_STAT *place = &w->place_stat[s];
  if (st->inside > place->peak) place->peak = st->inside;
  if (st->busy < servers(st) && st->waiting == 0) return 1;
  QUEUE *q = &w->queue[st->queue_first + w->cell[row].priority];
  person->next = NONE;
  if (q->tail == NONE) q->head = p;
  else w->person[q->tail].next = p;
  q->tail = p;
  st->waiting++;
  if (st->waiting > place->queue_peak) place->queue_peak = st->waiting;
  return 0;
}

static inline uint32_t next_start(WORK *w, int64_t s) {
  STATION *st = &w->station[s];
  if (st->waiting == 0 || st->busy >= servers(st)) return NONE;
  QUEUE *q = &w->queue[st->queue_first];
  while (q->head == NONE) q++;
  uint32_t p = q->head;
  q->head = w->person[p].next;
  if (q->head == NONE) q->tail = NONE;
  st->waiting--;
  return p;
}

static inline void begin(WORK *w, uint32_t p, int64_t s, double t) {
  PERSON *person = &w->person[p];
  STATION *st = &w->station[s];
  int64_t row = s * w->g->classes + person->cls;
  tally_wait(w, row, t - person->entered);
  st->busy++;
  w->place_stat[s].busy_area -= t;
  person->begun = t;
  person->state = SERVED;
  person->stamp++;
  KEY k = {w->g->seed, person->number, w->stream[person->stream].key, w->g->replication,
           ((uint64_t)st->key << 20) | (((uint64_t)person->laps & 1023) << 10)};
  WORDS words = philox(k, 0);
  person->luck = (uint32_t)words.c;
  double hours = st->pace * duration(k, words, &w->law[w->cell[row].law]);
  push(w, t + hours, ((uint64_t)COMPLETE << 60) | p);
}

static inline void leave(WORK *w, uint32_t p, int64_t s, double t) {
  PERSON *person = &w->person[p];
  int64_t row = s * w->g->classes + person->cls;
  w->stat[row].n--;
  w->stat[row].area += t;
  tally_stay(w, row, t - person->entered);
  w->station[s].busy--;
  w->place_stat[s].busy_area += t;
  w->station[s].inside--;
  touch(w, s);
}

static inline void set_out(WORK *w, uint32_t p) {
  PERSON *person = &w->person[p];
  TARGET *target = &w->target[person->target];
  w->flow[person->target]++;
  if (target->cls >= 0) person->cls = (uint8_t)target->cls;
  person->station = (uint16_t)target->station;
}

static inline uint32_t complete(WORK *w, uint32_t p, double t) {
  w->g->events++;
  PERSON *person = &w->person[p];
  int64_t s = person->station;
  CELL *cell = &w->cell[s * w->g->classes + person->cls];
  double u = open_unit(person->luck);
  int64_t b = cell->branch_first;
  while (b + 1 < cell->branch_last && u >= w->branch[b].below) b++;
  person->target = (uint32_t)w->branch[b].first;
  int64_t goal = w->target[person->target].station;
  if (goal < w->g->stations && full(&w->station[goal])) {
    STATION *st = &w->station[goal];
    w->place_stat[s].held_back++;
    person->state = HOLDING;
    person->next = NONE;
    if (st->block_head == NONE) st->block_head = p;
    else w->person[st->block_tail].next = p;
    st->block_tail = p;
    return NONE;
  }
  leave(w, p, s, t);
  set_out(w, p);
  return p;
}

static inline uint32_t admit(WORK *w, int64_t s, double t) {
  STATION *st = &w->station[s];
  if (st->block_head == NONE || full(st)) return NONE;
  uint32_t p = st->block_head;
  st->block_head = w->person[p].next;
  leave(w, p, w->person[p].station, t);
  set_out(w, p);
  return p;
}

static inline void foresee(WORK *w, int64_t i, double t) {
  STREAM *stream = &w->stream[i];
  KEY k = {w->g->seed, stream->number, stream->key, w->g->replication, 0};
  WORDS x = philox(k, 0);
  double left = exponential(k, 0, x.a, x.b, x.d), at = t;
  int64_t b = stream->bin;
  for (; b < stream->last; b += 2) {
    double room = w->tab[b + 1] * (w->tab[b] - at);
    if (left < room) {
      stream->bin = (int32_t)b;
      push(w, at + left / w->tab[b + 1], (uint64_t)i);
      return;
    }
    left -= room;
    at = w->tab[b];
  }
  stream->bin = (int32_t)b;
}

static inline uint32_t arrive(WORK *w, int64_t i, double t) {
  GLOBAL *g = w->g;
  g->events++;
  uint32_t p = g->free;
  if (p != NONE) g->free = w->person[p].next;
  else if ((int64_t)g->used >= w->persons) {
    g->trouble = 1;
    return NONE;
  } else {
    p = g->used++;
    w->person[p].stamp = 0;
  }
  PERSON *person = &w->person[p];
  STREAM *stream = &w->stream[i];
  person->born = person->entered = t;
  person->visited = 0;
  person->number = stream->number++;
  person->stream = (uint16_t)i;
  person->cls = (uint8_t)stream->cls;
  person->laps = 0;
  person->running = 0;
  person->target = NONE;
  person->station = (uint16_t)stream->station;
  foresee(w, i, t);
  return p;
}

static inline void settle(WORK *w, uint32_t p, double t) {
  GLOBAL *g = w->g;
  for (;;) {
    int64_t s;
    int starts;
    if (p != NONE) {
      s = w->person[p].station;
      if (s >= g->stations) {
        int64_t row = s * g->classes + w->person[p].cls;
        w->stat[row].entries++;
        tally_stay(w, row, t - w->person[p].born);
        release(w, p);
        p = NONE;
        continue;
      }
      starts = enter(w, p, s, t);
    } else {
      if (!g->touched) return;
      s = w->touched[g->touched - 1];
      p = next_start(w, s);
      starts = p != NONE;
      if (!starts) {
        g->touched--;
        w->station[s].touched = 0;
        p = admit(w, s, t);
        if (p != NONE) touch(w, s);
        continue;
      }
    }
    if (starts) begin(w, p, s, t);
    p = NONE;
  }
}

/* Run one replication; return the number of events, or -1 if the pool is full. */
int64_t people_reference(WORK *w, const double *ex, const double *ef, const double *nx,
                         const double *nf) {
  GLOBAL *g = w->g;
  EXP_X = ex;
  EXP_F = ef;
  NOR_X = nx;
  NOR_F = nf;
  g->free = NONE;
  w->heap_at[0] = FOREVER;
  for (int64_t i = 0; i < w->streams; i++) foresee(w, i, 0.0);
  double end = w->timeline[0].at;
  while (!g->trouble) {
    double t = first_time(w);
    if (end <= t) return g->events;
    uint64_t what = w->heap_what[0];
    g->hole = 1;
    uint32_t who = (uint32_t)what;
    uint32_t p = what >> 60 == COMPLETE ? complete(w, who, t) : arrive(w, who, t);
    settle(w, p, t);
    if (g->hole) close_hole(w);
  }
  return -1;
}
