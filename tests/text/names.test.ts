import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { camel, isReservedFileName, kebab, plural, singular, snake, wordsOf } from '../../src/text/names.ts'

describe('spelling', () => {
  test.each([
    ['OrderItem', 'order_item', 'OrderItem', 'order-item'],
    ['order-item', 'order_item', 'OrderItem', 'order-item'],
    ['Order item', 'order_item', 'OrderItem', 'order-item'],
    ['HTTPServer', 'http_server', 'HttpServer', 'http-server'],
    ['auth2Token', 'auth2_token', 'Auth2Token', 'auth2-token'],
    ['post /orders/{id}', 'post_orders_id', 'PostOrdersId', 'post-orders-id'],
    ['Açãode Visão', 'acaode_visao', 'AcaodeVisao', 'acaode-visao'],
    ['VisãoGeral', 'visao_geral', 'VisaoGeral', 'visao-geral'],
    ['注文 Item', '注文_item', '注文Item', '注文-item'],
    ['', '', '', ''],
  ])('%s', (name, snaked, cameled, kebabed) => {
    expect([snake(name), camel(name), kebab(name)]).toEqual([snaked, cameled, kebabed])
  })

  test('is settled after one time, for ASCII and for all else', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: 'binary' })), (name) => {
        expect(snake(snake(name))).toBe(snake(name))
        expect(wordsOf(kebab(name))).toEqual(wordsOf(name))
      }),
    )
  })
})

describe('number', () => {
  test.each([
    ['order', 'orders'],
    ['category', 'categories'],
    ['day', 'days'],
    ['tie', 'ties'],
    ['box', 'boxes'],
    ['address', 'addresses'],
    ['batch', 'batches'],
    ['house', 'houses'],
    ['response', 'responses'],
    ['status', 'statuses'],
    ['bonus', 'bonuses'],
    ['analysis', 'analyses'],
    ['cache', 'caches'],
    ['movie', 'movies'],
    ['menu', 'menus'],
    ['api', 'apis'],
    ['person', 'people'],
    ['child', 'children'],
    ['series', 'series'],
    ['species', 'species'],
    ['news', 'news'],
    ['metadata', 'metadata'],
    ['order_item', 'order_items'],
    ['order_status', 'order_statuses'],
    ['sales_person', 'sales_people'],
    ['order-history', 'order-histories'],
  ])('%s, %s', (one, many) => {
    expect([plural(one), plural(many)]).toEqual([many, many])
    expect([singular(one), singular(many)]).toEqual([one, one])
  })

  test.each(['', 's', 'is', 'us'])('%j is too short to be a plural', (word) => {
    expect(singular(word)).toBe(word)
  })
})

describe('file names that Windows refuses', () => {
  test.each(['con', 'CON', 'aux.py', 'lpt9', 'com0', 'COM¹.txt', 'conin$', 'nul.tar.gz', 'prn .txt'])(
    '%s',
    (name) => {
      expect(isReservedFileName(name)).toBe(true)
    },
  )

  test.each(['console', 'com', 'com10', 'lpt', 'conin', 'my.con', ''])('not %j', (name) => {
    expect(isReservedFileName(name)).toBe(false)
  })
})
